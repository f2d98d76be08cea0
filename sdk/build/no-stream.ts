/** In the place of Node's `stream`: csv-parse comes in one, and the SDK uses what is beneath it. */
export class Transform {}
