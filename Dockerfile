# The bot alone: this Node, what it needs at run time, and nothing to build.
FROM node:24-slim

# Empty lines of a .env that is handed over win over these; compose.yaml sets them once more.
ENV HOST=0.0.0.0 \
    PORT=3000 \
    MAGNETS_DATA=/data

# Before VOLUME, which keeps the owner that it finds.
RUN install -d -o node -g node /data

WORKDIR /app
# Packages first: they change less often than the rest. The package "node" is for machines without
# Node 24 and is left out with the other development dependencies; no other one needs its scripts.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY src ./src
COPY commands ./commands
COPY knowledge ./knowledge
COPY LICENSE ./

USER node
VOLUME /data
EXPOSE 3000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# Not through npm or a shell, which would keep SIGTERM to themselves.
CMD ["node", "src/main.ts"]
