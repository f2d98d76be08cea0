import { ListMultipartUploadsCommand, ListObjectsCommand, S3Client } from '@aws-sdk/client-s3';

/** The keys of all objects in the bucket of a server under test. */
export async function bucketKeys(environment: Record<string, string>): Promise<string[]> {
  const client = s3Client(environment);
  const keys: string[] = [];
  for (let more = true; more; ) {
    const { Contents = [], IsTruncated } = await client.send(
      new ListObjectsCommand({ Bucket: environment.S3_BUCKET, Marker: keys.at(-1) }),
    );
    keys.push(...Contents.map((object) => object.Key ?? ''));
    more = IsTruncated ?? false;
  }
  client.destroy();
  return keys;
}

/** The keys of all multipart uploads that are in progress. */
export async function openParts(environment: Record<string, string>): Promise<string[]> {
  const client = s3Client(environment);
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: environment.S3_BUCKET }));
  client.destroy();
  return Uploads.map((upload) => upload.Key ?? '');
}

export function s3Client(environment: Record<string, string>): S3Client {
  return new S3Client({
    endpoint: environment.S3_ENDPOINT ?? '',
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
}
