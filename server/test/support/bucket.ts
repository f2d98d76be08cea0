import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

/** The keys of all objects in the bucket of a server under test. */
export async function bucketKeys(environment: Record<string, string>): Promise<string[]> {
  const client = s3Client(environment);
  const listed = await client.send(new ListObjectsV2Command({ Bucket: environment.S3_BUCKET }));
  client.destroy();
  return (listed.Contents ?? []).map((object) => object.Key ?? '');
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
