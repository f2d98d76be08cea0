/**
 * The methods that each path supports, for the header `Allow` (RFC 9110). Paths that differ only in the names of their
 * parameters are merged; HEAD is supported wherever GET is.
 *
 * @param endpoints each as a method and a path: `GET /products/:product_id`
 * @returns methods by path, in the order of the endpoints
 */
export function methodsByPath(endpoints: readonly string[]): Map<string, readonly string[]> {
  const byShape = new Map<string, { path: string; methods: Set<string> }>();
  for (const endpoint of endpoints) {
    const [method = '', path = ''] = endpoint.split(' ');
    const shape = path.replace(/:\w+/g, ':');
    const known = byShape.get(shape) ?? { path, methods: new Set<string>() };
    byShape.set(shape, known);
    known.methods.add(method);
    if (method === 'GET') known.methods.add('HEAD');
  }
  return new Map([...byShape.values()].map(({ path, methods }) => [path, [...methods]]));
}
