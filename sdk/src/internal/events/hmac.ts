/** HMAC-SHA256 of a text or of bytes, by Web Crypto. */
export async function hmacSha256(secret: Uint8Array, content: string | Uint8Array): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new Uint8Array(secret), algorithm, false, ['sign']);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes));
}
