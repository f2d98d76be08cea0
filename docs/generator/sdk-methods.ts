import ts from 'typescript';
import { type OperationName, operations } from './api-operations.ts';
import { classNamed, type Doc, docOf, entryPoints, isPublic } from './sdk-sources.ts';

export interface SdkMethod {
  /** As it is called: `client.orders.create`. */
  call: string;
  /** With the types of its arguments and its answer. */
  signature: string;
  doc: Doc;
  /** The endpoints it calls, its own first. */
  endpoints: OperationName[];
}

export interface SdkResource {
  /** As it is reached: `client.orders`. */
  name: string;
  text: string;
  methods: SdkMethod[];
}

/** A method that calls more of them, such as `ingest`, is the method of none. */
const MOST_ENDPOINTS_OF_A_METHOD = 2;

/** Beside the name of its resource, what fits on a page of the site. */
const MOST_CHARACTERS_OF_A_LINE = 60;

/** The resources of the client with their methods, in the order of the sources. */
export function sdkResources(): SdkResource[] {
  const client = clientClass();
  return client.members.filter(ts.isPropertyDeclaration).flatMap((property) => {
    const resource = classOf(property);
    if (!resource || !isPublic(property)) return [];
    const name = `client.${property.name.getText()}`;
    const methods = resource.members
      .filter(ts.isMethodDeclaration)
      .filter(isPublic)
      .map((method) => ({
        call: `${name}.${method.name.getText()}`,
        signature: signatureOf(method),
        doc: docOf(method),
        endpoints: [...endpointsOf(resource, method)],
      }));
    return [{ name, text: docOf(resource).text, methods }];
  });
}

/** The methods that call an endpoint. */
export function methodsOf(name: OperationName, resources: SdkResource[]): SdkMethod[] {
  return resources
    .flatMap(({ methods }) => methods)
    .filter(({ endpoints }) => endpoints[0] === name && endpoints.length <= MOST_ENDPOINTS_OF_A_METHOD);
}

/** A function or method as a caller sees it: no bodies, and no names of what is taken apart; wrapped where it is long. */
export function signatureOf(
  node: ts.FunctionDeclaration | ts.MethodDeclaration | ts.MethodSignature,
  width = MOST_CHARACTERS_OF_A_LINE,
): string {
  const parameters = node.parameters.map(({ name, type, questionToken, initializer, dotDotDotToken }) => {
    const known = ts.isIdentifier(name) ? name.text : 'options';
    return `${dotDotDotToken ? '...' : ''}${known}${questionToken || initializer ? '?' : ''}: ${oneLine(type)}`;
  });
  const types = node.typeParameters ? `<${node.typeParameters.map(oneLine).join(', ')}>` : '';
  const name = node.name?.getText() ?? '';
  const inOneLine = `${name}${types}(${parameters.join(', ')}): ${oneLine(node.type)}`;
  if (inOneLine.length <= width) return inOneLine;
  return `${name}${types}(\n${parameters.map((parameter) => `  ${parameter},\n`).join('')}): ${oneLine(node.type)}`;
}

export function oneLine(node: ts.Node | undefined): string {
  return (
    node
      ?.getText()
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\(\s|\s\)/g, (space) => space.trim()) ?? 'void'
  );
}

function clientClass(): ts.ClassDeclaration {
  const client = classNamed(entryPoints().get('.') ?? '', 'CommerceClient');
  if (!client) throw new Error('The SDK exports no class CommerceClient.');
  return client;
}

/** The class of the SDK that is the type of a property. */
function classOf({ type }: ts.PropertyDeclaration): ts.ClassDeclaration | undefined {
  return type && ts.isTypeReferenceNode(type) ? classNamed(type.getSourceFile().fileName, oneLine(type)) : undefined;
}

/** The endpoints that a method calls: those it names, then those of the methods it calls. */
function endpointsOf(
  owner: ts.ClassDeclaration,
  method: ts.MethodDeclaration,
  seen = new Set<ts.Node>(),
): Set<OperationName> {
  if (seen.has(method)) return new Set();
  seen.add(method);
  const named: OperationName[] = [];
  const called: OperationName[] = [];
  const visit = (node: ts.Node): void => {
    named.push(...routesNamed(node));
    const target = calledMethod(owner, node);
    if (target) called.push(...endpointsOf(target.owner, target.method, seen));
    node.forEachChild(visit);
  };
  method.body?.forEachChild(visit);
  return new Set([...named, ...called]);
}

/** `ordersContract.createOrder`, or `const { createOrder } = ordersContract`. */
function routesNamed(node: ts.Node): OperationName[] {
  const names: string[] = [];
  if (ts.isPropertyAccessExpression(node) && isContract(node.expression)) names.push(node.name.text);
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && isContract(node.initializer)) {
    names.push(...node.name.elements.map(({ name }) => name.getText()));
  }
  return operations.map(({ operationId }) => operationId).filter((name) => names.includes(name));
}

function isContract(node: ts.Expression | undefined): boolean {
  return node !== undefined && ts.isIdentifier(node) && node.text.endsWith('Contract');
}

/** `this.#send`, or `this.#jobs.run` of another resource. */
function calledMethod(
  owner: ts.ClassDeclaration,
  node: ts.Node,
): { owner: ts.ClassDeclaration; method: ts.MethodDeclaration } | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const holder = holderOf(owner, node.expression);
  const method = holder && memberOf(holder, node.name.text);
  return holder && method && ts.isMethodDeclaration(method) ? { owner: holder, method } : undefined;
}

function holderOf(owner: ts.ClassDeclaration, expression: ts.Expression): ts.ClassDeclaration | undefined {
  if (expression.kind === ts.SyntaxKind.ThisKeyword) return owner;
  if (!ts.isPropertyAccessExpression(expression) || expression.expression.kind !== ts.SyntaxKind.ThisKeyword)
    return undefined;
  const property = memberOf(owner, expression.name.text);
  return property && ts.isPropertyDeclaration(property) ? classOf(property) : undefined;
}

function memberOf(owner: ts.ClassDeclaration, name: string): ts.ClassElement | undefined {
  return owner.members.find((member) => member.name?.getText() === name);
}
