/** The channel on which triggers of the schema announce (`notify`) that an API key or its partner has changed. */
export const API_KEY_CHANNEL = 'api_key_changed';

/** The channel on which processes announce that order updates were received. */
export const ORDER_UPDATE_CHANNEL = 'order_update_received';

/** The channel on which processes announce that a run of a schedule was asked for. */
export const SCHEDULE_RUN_CHANNEL = 'schedule_run_requested';

/** The channel on which processes announce that events were recorded. */
export const EVENT_CHANNEL = 'event_recorded';
