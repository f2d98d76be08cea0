/** Where PostgreSQL announces that a key, or the partner it belongs to, has changed. Triggers of the schema do it. */
export const API_KEY_CHANNEL = 'api_key_changed';
