# Builds the console, then an image with only what the server needs; Postgres and Redis run beside it.
FROM node:24-bookworm-slim AS console
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY shared ./shared
COPY client ./client
COPY tsconfig.json ./
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8420
WORKDIR /parley
COPY --from=packages /parley/node_modules ./node_modules
COPY package.json ./
COPY shared ./shared
COPY server ./server
COPY client/sdk ./client/sdk
COPY client/cli ./client/cli
COPY --from=console /parley/client/console/dist ./client/console/dist
USER node
EXPOSE 8420
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
