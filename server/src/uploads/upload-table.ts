/** A table with uploads, as far as the SQL of uploads depends on it. All values are constants. */
export interface UploadTable {
  name: string;
  /** Prefix of the keys of its objects in the bucket, used by no other table. */
  prefix: string;
  /** The number of the row that an object belongs to, read from its key; undefined for a key in another format. */
  rowOf(objectKey: string): number | undefined;
  /** Condition: nothing was created from the upload yet. */
  open: string;
  /** Condition: the upload's object must be kept. */
  kept: string;
  /** Column: when the URL of an open upload expires. */
  expiresAt: string;
  /** Column: the store's ID of a multipart upload; `null` where there is none. */
  multipartId: string;
}
