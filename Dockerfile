# docker build -t jebo . (docs/operating.md tells how it is run)
FROM node:26-trixie-slim AS built
WORKDIR /jebo
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
RUN npm run build
# What only the build needs. The Node that runs is the one that package.json names.
RUN cd node_modules && rm -r typescript @typescript esbuild @esbuild @types node/node_modules

FROM debian:trixie-slim
# Node 26 needs libatomic, and a slim Debian has none.
RUN apt-get update && apt-get install -y --no-install-recommends libatomic1 && rm -rf /var/lib/apt/lists/* \
  && install -d -o 10001 -g 10001 -m 700 /data
COPY --from=built /jebo/package.json /jebo/
COPY --from=built /jebo/node_modules /jebo/node_modules
COPY --from=built /jebo/dist /jebo/dist
WORKDIR /jebo
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data PATH=/jebo/node_modules/node/bin:$PATH
USER 10001:10001
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No shell in between: SIGTERM arrives, and the requests in hand end.
CMD ["node", "--max-semi-space-size=8", "dist/src/main.js"]
