import { lines, on, run, type Agreement } from './cases.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** hadolint's rules about instructions other than FROM. */
export const hadolintInstructions: Agreement = {
  DL3000: {
    speaks: [
      on('WORKDIR /app', 'WORKDIR sub'),
      on('WORKDIR app'),
      on('WORKDIR ./app'),
      on('WORKDIR "app"'),
      on('WORKDIR ../app'),
      on('ENV X=1', 'WORKDIR src/app'),
    ],
    silent: [
      on('WORKDIR /app'),
      on('WORKDIR "/app"'),
      on('ENV HOME=/x', 'WORKDIR $HOME'),
      on('ARG D=/srv', 'WORKDIR ${D}/app'),
      on("WORKDIR '/app'"),
      lines('# escape=`', 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025', 'WORKDIR C:\\app'),
    ],
  },
  DL3002: {
    speaks: [
      on('USER root'),
      on('USER 0'),
      on('USER app', 'RUN x', 'USER root'),
      on('USER root:root'),
      on('USER 0:0'),
      lines('FROM a:1 AS x', 'USER root', 'FROM x', 'USER app', 'USER root'),
    ],
    silent: [
      on('USER app'),
      on('USER root', 'RUN x', 'USER app'),
      on('USER 1000:1000'),
      on('USER rootless'),
      on('USER app:root'),
      on('# USER root', 'USER app'),
      on('ARG U', 'USER $U'),
    ],
    differs: [
      {
        text: lines('FROM a:1 AS build', 'USER root', 'FROM b:1', 'COPY --from=build /a /a', 'USER app'),
        speaks: false,
        because: 'nobody runs a build stage in production',
      },
    ],
  },
  DL3011: {
    speaks: [
      on('EXPOSE 80000'),
      on('EXPOSE 65536'),
      on('EXPOSE 80 70000'),
      on('EXPOSE 80000/tcp'),
      on('EXPOSE 65536/udp'),
      on('EXPOSE 40000-80000'),
    ],
    silent: [
      on('EXPOSE 65535'),
      on('EXPOSE 80/tcp 443/udp'),
      on('EXPOSE 8000-8010'),
      on('ARG P=80', 'EXPOSE $P'),
      on('EXPOSE 0'),
      on('# EXPOSE 80000', 'EXPOSE 80'),
    ],
  },
  DL3012: {
    speaks: [
      on('HEALTHCHECK CMD ["a"]', 'HEALTHCHECK CMD ["b"]'),
      on('HEALTHCHECK NONE', 'HEALTHCHECK CMD ["b"]'),
      on('HEALTHCHECK CMD ["a"]', 'CMD ["x"]', 'HEALTHCHECK --interval=5s CMD ["b"]'),
      lines('FROM a:1', 'CMD ["a"]', 'FROM b:1', 'HEALTHCHECK NONE', 'HEALTHCHECK NONE'),
    ],
    silent: [
      on('HEALTHCHECK CMD ["a"]'),
      lines('FROM a:1', 'HEALTHCHECK CMD ["a"]', 'FROM b:1', 'HEALTHCHECK CMD ["b"]'),
      on('HEALTHCHECK CMD ["a"]', '# HEALTHCHECK CMD ["b"]'),
      on('CMD ["a"]'),
      lines('FROM a:1 AS x', 'HEALTHCHECK CMD ["a"]', 'FROM x', 'HEALTHCHECK CMD ["b"]'),
    ],
  },
  DL3020: {
    speaks: [
      on('ADD requirements.txt /app/'),
      on('ADD . /app'),
      on('ADD src /src'),
      on('ADD --chown=1:1 a.py b.py /app/'),
      on('ADD ["a b.txt", "/app/"]'),
      on('ADD /abs/path /app'),
    ],
    silent: [
      on('COPY requirements.txt /app/'),
      on('ADD app.tar.gz /app/'),
      on('ADD app.tar.xz /app/'),
      on('ADD app.tgz /app'),
      on('ADD https://example.com/a.txt /a.txt'),
      on('ADD http://example.com/a /a'),
      on('ADD a.tar.bz2 /x/'),
    ],
    differs: [
      { text: on('ARG F', 'ADD $F /app'), speaks: false, because: 'the build decides whether it is an archive' },
      {
        text: on('ADD git@example.com:a/b.git /b'),
        speaks: false,
        because: 'a Git repository cannot be copied',
      },
    ],
  },
  DL3021: {
    speaks: [
      on('COPY a b /app'),
      on('COPY --chown=1:1 a b /app'),
      on('COPY a b c app'),
      on('COPY ["a", "b", "/app"]'),
      on('COPY a \\', '  b \\', '  /app'),
    ],
    silent: [
      on('COPY a b /app/'),
      on('COPY a /app'),
      on('COPY ["a", "b", "/app/"]'),
      on('WORKDIR /x', 'COPY a b ./'),
      on('COPY --from=x:1 a b /app/'),
    ],
    differs: [{ text: on('ARG D', 'COPY a b $D'), speaks: false, because: 'the build decides whether it ends in /' }],
  },
  DL3022: {
    speaks: [
      on('COPY --from=build /a /a'),
      lines('FROM a:1 AS x', 'FROM b:1', 'COPY --from=y /a /a'),
      lines('FROM a:1 AS x', 'COPY --from=later /a /a', 'FROM b:1 AS later'),
      on('COPY --chown=1 --from=build /a /a'),
    ],
    silent: [
      lines('FROM a:1 AS build', 'FROM b:1', 'COPY --from=build /a /a'),
      lines('FROM a:1', 'FROM b:1', 'COPY --from=0 /a /a'),
      on('COPY --from=nginx:1.29 /etc/nginx /etc/nginx'),
      on(`COPY --from=nginx@${digest} /a /a`),
      on('COPY --from=registry.example.com/a/b:1 /a /a'),
      on('COPY a /a'),
    ],
    differs: [
      {
        text: lines('FROM a:1 AS Build', 'FROM b:1', 'COPY --from=build /a /a'),
        speaks: false,
        because: 'names of stages are matched without regard to case',
      },
    ],
  },
  DL3023: {
    speaks: [
      lines('FROM a:1 AS build', 'COPY --from=build /a /b'),
      lines('FROM a:1 AS x', 'FROM b:1 AS y', 'COPY --from=y /a /b'),
      lines('FROM a:1 AS build', 'RUN x', 'COPY --chown=1 --from=build /a /b'),
    ],
    silent: [
      lines('FROM a:1 AS build', 'FROM b:1 AS run', 'COPY --from=build /a /b'),
      lines('FROM a:1 AS build', 'COPY build /b'),
      lines('FROM a:1 AS build', 'FROM b:1', 'COPY --from=0 /a /b'),
      lines('FROM a:1 AS a', 'COPY --from=a:2 /x /y'),
    ],
  },
  DL3025: {
    speaks: [
      on('CMD node server.js'),
      on('ENTRYPOINT ./run.sh'),
      on("CMD ['node', 'server.js']"),
      on('ENTRYPOINT exec java -jar a.jar'),
      on('CMD node \\', '  server.js'),
      lines('FROM a:1', 'CMD ["a"]', 'FROM b:1', 'ENTRYPOINT s3'),
    ],
    silent: [
      on('CMD ["node", "server.js"]'),
      on('ENTRYPOINT ["./run.sh"]'),
      on('RUN node server.js'),
      on('CMD ["node", \\', '  "server.js"]'),
      on('CMD []'),
      on('HEALTHCHECK NONE', 'CMD [ "a" ]'),
    ],
    differs: [
      {
        text: on('HEALTHCHECK CMD curl localhost'),
        speaks: false,
        because: 'a check that runs now and then needs no signals',
      },
    ],
  },
  DL3043: {
    speaks: [on('ONBUILD ONBUILD RUN x'), on('ONBUILD FROM a:1'), on('ONBUILD MAINTAINER me'), on('onbuild from a:1')],
    silent: [
      on('ONBUILD RUN x'),
      on('ONBUILD COPY a b'),
      on('ONBUILD USER app'),
      on('# ONBUILD FROM a:1', 'ONBUILD ENV a=b'),
      on('ONBUILD RUN echo FROM'),
    ],
  },
  DL3044: {
    speaks: [on('ENV A=1 B=$A'), on('ENV A=1 B="${A}/x"'), on('ENV A=1 \\', '    B=${A}'), on('ENV X=a A=1 B=x${A}y')],
    silent: [
      on('ENV A=1', 'ENV B=$A'),
      on('ENV PATH=/x:$PATH'),
      on('ENV PATH="/x:${PATH}" B=1'),
      on('ENV A=1 B=$AB'),
      on('ENV A=1 B=2'),
      on('ENV A=1', 'ENV A=2 B=$A'),
    ],
    differs: [{ text: on('ENV A=1 B=\\$A'), speaks: false, because: 'an escaped $ refers to nothing' }],
  },
  DL3045: {
    speaks: [
      on('COPY a b'),
      on('COPY a ./'),
      on('COPY package.json ./app/'),
      on('COPY ["a", "b"]'),
      lines('FROM a:1', 'WORKDIR /x', 'FROM b:1', 'COPY a b'),
      on('COPY . .'),
    ],
    silent: [
      on('COPY a /b'),
      on('WORKDIR /x', 'COPY a b'),
      lines('FROM a:1 AS x', 'WORKDIR /x', 'FROM x', 'COPY a b'),
      on('COPY a "/b"'),
      on('ENV D=/x', 'COPY a ${D}/b'),
      on('COPY ["a", "/b"]'),
      lines('FROM mcr.microsoft.com/windows/nanoserver:ltsc2025', 'COPY a "C:/b"'),
    ],
  },
  DL3048: {
    speaks: [
      on('LABEL .a=b'),
      on('LABEL a.="b"'),
      on('LABEL com.docker.x=1'),
      on('LABEL io.docker.y=1'),
      on('LABEL org.dockerproject.z=1'),
      on('LABEL a..b=1'),
      on('LABEL a--b=1'),
      on('LABEL "a b"=1'),
    ],
    silent: [
      on('LABEL maintainer=me'),
      on('LABEL org.opencontainers.image.title=x'),
      on('LABEL a-b.c=1'),
      on('LABEL a1=1 b2=2'),
      on('LABEL com.example.docker=1'),
      on('LABEL "a.b"="c d"'),
    ],
  },
  DL3064: {
    speaks: [
      on('ARG NPM_TOKEN'),
      on('ENV API_KEY=x'),
      on('ENV DB_PASSWORD=hunter2'),
      on('ARG MY_SECRET=x'),
      on('ONBUILD ARG GITHUB_TOKEN'),
    ],
    silent: [
      on('ARG MONKEY=1'),
      on('ENV HOME=/x'),
      on('ARG VERSION=1'),
      on('ENV PUBLIC_KEY=x'),
      on('ENV A=PASSWORD'),
      on('RUN --mount=type=secret,id=token cat /run/secrets/token'),
      on('ARG NODE_VERSION'),
    ],
    differs: [
      { text: on('ENV GOPRIVATE=example.com'), speaks: false, because: 'no word of the name says secret' },
      { text: on('ENV DB_PASSWORD_FILE=/run/x'), speaks: false, because: 'the name of a file is no secret' },
    ],
  },
  DL3067: {
    speaks: [
      lines('FROM a:1 AS x', 'FROM b:1', 'COPY --from=x / /'),
      lines('FROM a:1', 'FROM b:1', 'COPY --from=0 / /'),
      on('COPY --from=a:1 / /'),
      on('COPY --from=a:1 --chown=1 / /'),
    ],
    silent: [
      lines('FROM a:1 AS x', 'FROM b:1', 'COPY --from=x /a /'),
      lines('FROM a:1 AS x', 'FROM b:1', 'COPY --from=x / /rootfs'),
      on('COPY / /'),
      on('COPY --from=a:1 /app /app'),
      lines('FROM a:1 AS x', 'FROM scratch', 'COPY --from=x /usr/ /'),
    ],
  },
  DL4000: {
    speaks: [
      on('MAINTAINER me'),
      on('MAINTAINER "Me <me@example.com>"'),
      on('maintainer me'),
      lines('FROM a:1', 'MAINTAINER a', 'FROM b:1'),
    ],
    silent: [
      on('LABEL maintainer="me"'),
      on('# MAINTAINER me'),
      run('echo MAINTAINER me'),
      on('ENV MAINTAINER=me'),
      on('LABEL org.opencontainers.image.authors=me'),
    ],
  },
  DL4003: {
    speaks: [
      on('CMD ["a"]', 'CMD ["b"]'),
      on('CMD a', 'RUN x', 'CMD ["b"]'),
      lines('FROM a:1', 'FROM b:1', 'CMD ["a"]', 'CMD ["b"]'),
      on('cmd ["a"]', 'CMD ["b"]'),
    ],
    silent: [
      on('CMD ["a"]'),
      lines('FROM a:1', 'CMD ["a"]', 'FROM b:1', 'CMD ["b"]'),
      on('HEALTHCHECK CMD ["a"]', 'CMD ["b"]'),
      on('ENTRYPOINT ["a"]', 'CMD ["b"]'),
      on('ONBUILD CMD ["a"]', 'CMD ["b"]'),
      lines('FROM a:1 AS x', 'CMD ["a"]', 'FROM x', 'CMD ["b"]'),
    ],
  },
  DL4004: {
    speaks: [
      on('ENTRYPOINT ["a"]', 'ENTRYPOINT ["b"]'),
      on('ENTRYPOINT a', 'CMD ["x"]', 'ENTRYPOINT ["b"]'),
      lines('FROM a:1', 'FROM b:1', 'ENTRYPOINT ["a"]', 'ENTRYPOINT ["b"]'),
    ],
    silent: [
      on('ENTRYPOINT ["a"]'),
      lines('FROM a:1', 'ENTRYPOINT ["a"]', 'FROM b:1', 'ENTRYPOINT ["b"]'),
      on('ENTRYPOINT ["a"]', 'CMD ["b"]'),
      on('ENTRYPOINT ["a"]', '# ENTRYPOINT ["b"]'),
      on('ONBUILD ENTRYPOINT ["a"]', 'ENTRYPOINT ["b"]'),
    ],
  },
};
