import { Problem } from '@commerce-integration/contract';
import { methodsByPath } from '@commerce-integration/contract/rules';
import { type Operation, operations } from '../contract/mock-contract.ts';

/** The operation of a request, with the undecoded parameters of its path. */
export interface Match {
  operation: Operation;
  params: Record<string, string>;
}

const allowed = [...methodsByPath(operations.map(({ route }) => `${route.method} ${route.path}`))].map(
  ([path, methods]) => ({ pattern: patternOf(path), methods: methods.join(', ') }),
);
const patterns = operations.map((operation) => ({ operation, pattern: patternOf(operation.route.path) }));

/**
 * The operation for a method and a path. As on the server, case and a slash at the end do not matter, and HEAD is a GET
 * without a body.
 *
 * @param answerHeaders get `Allow` where the path does not support the method
 * @throws Problem `not_found`, `method_not_allowed`; `malformed_request` for a path that cannot be decoded
 */
export function findOperation(method: string, path: string, answerHeaders: Headers): Match {
  const wanted = method === 'HEAD' ? 'GET' : method;
  for (const { operation, pattern } of patterns) {
    const groups = operation.route.method === wanted ? pattern.exec(path)?.groups : undefined;
    if (groups) return { operation, params: decoded(groups) };
  }
  const methods = allowed.find(({ pattern }) => pattern.test(path))?.methods;
  if (methods === undefined) throw new Problem('not_found', `There is no ${method} ${path}.`);
  answerHeaders.set('allow', methods);
  throw new Problem('method_not_allowed', `${path} takes ${methods}, and no ${method}.`);
}

function patternOf(path: string): RegExp {
  const source = path.replaceAll('.', '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+)');
  // The empty group makes `groups` an object also for a path without parameters.
  return new RegExp(`^${source}/?(?<none>)$`, 'i');
}

function decoded({ none: _, ...groups }: Record<string, string>): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch {
    throw new Problem('malformed_request', 'The request cannot be read.');
  }
}
