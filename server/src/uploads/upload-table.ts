/** A table in which a client of uploads keeps them, as far as SQL has to know it. Everything in it is a constant. */
export interface UploadTable {
  name: string;
  /** What the keys of its objects begin with in the bucket; nobody else's do. */
  prefix: string;
  /** The number of the row that an object belongs to, by its key; undefined for a key that is none of ours. */
  rowOf(objectKey: string): number | undefined;
  /** Condition: nothing was made of it yet. */
  open: string;
  /** Condition: its object is to be kept. */
  kept: string;
  /** Column: when the URL of an open upload runs out. */
  expiresAt: string;
  /** Column: the store's ID of an upload in parts; `null` where there is none. */
  multipartId: string;
}
