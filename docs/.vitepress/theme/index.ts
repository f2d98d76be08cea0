/// <reference types="vitepress/client" />
import DefaultTheme from 'vitepress/theme';
import './code.css';
import './diagrams.css';

export default DefaultTheme;
