// Before the first paint, so that nobody in the dark sees a white page first. A file of its own: inline scripts are not
// allowed by the Content-Security-Policy.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('console.theme');
  } catch {
    // No storage, no choice that was kept.
  }
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
