# The production image: the server's sources, which Node runs as they are, the dependencies they run on, the
# console and the guides.

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY contract/package.json contract/
COPY docs/package.json docs/
COPY examples/package.json examples/
COPY sdk/package.json sdk/
COPY server/package.json server/
COPY server/console/package.json server/console/
# No package that production needs has an install script.
RUN npx --yes "$(node -p 'require("./package.json").packageManager')" install \
      --frozen-lockfile --prod --ignore-scripts --filter '@commerce-integration/server...'

# The guides, which the server serves at /guides.
FROM node:24-slim AS guides
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY contract/package.json contract/
COPY docs/package.json docs/
COPY examples/package.json examples/
COPY sdk/package.json sdk/
COPY server/package.json server/
COPY server/console/package.json server/console/
RUN npx --yes "$(node -p 'require("./package.json").packageManager')" install \
      --frozen-lockfile --ignore-scripts --filter '@commerce-integration/docs'
COPY ARCHITECTURE.md CONTRIBUTING.md LICENSE README.md SECURITY.md tsconfig.base.json ./
COPY contract/openapi.json contract/postman.json contract/
COPY docs docs
COPY examples examples
COPY sdk/README.md sdk/
RUN node docs/node_modules/vitepress/bin/vitepress.js build docs

# The operations console, which the server serves at /console.
FROM node:24-slim AS console
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY contract/package.json contract/
COPY docs/package.json docs/
COPY examples/package.json examples/
COPY sdk/package.json sdk/
COPY server/package.json server/
COPY server/console/package.json server/console/
RUN npx --yes "$(node -p 'require("./package.json").packageManager')" install \
      --frozen-lockfile --ignore-scripts --filter '@commerce-integration/console...'
COPY tsconfig.base.json ./
COPY contract/src contract/src
COPY sdk/src sdk/src
COPY server/console server/console
RUN node server/console/node_modules/vite/bin/vite.js build server/console

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=guides /app/docs/dist docs/dist
COPY --from=console /app/server/console/dist server/console/dist
COPY contract/openapi.json contract/postman.json contract/
COPY contract/src contract/src
COPY server/src server/src
# What Node compiles is kept in the image: a process imports the server in two thirds of the time.
ENV NODE_COMPILE_CACHE=.compiled
RUN mkdir -m 777 .compiled
USER node
RUN node -e "import('./server/src/process/start-server.ts')"
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "server/src/main.ts"]
