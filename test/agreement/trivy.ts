import { heredoc, lines, on, run, type Agreement } from './cases.ts';

/** Trivy's checks of Dockerfiles. */
export const trivy: Agreement = {
  'DS-0001': {
    speaks: [
      lines('FROM debian:latest'),
      lines('FROM debian'),
      lines('FROM a:1 AS x', 'FROM debian:latest AS y'),
      lines('FROM --platform=$BUILDPLATFORM golang:latest'),
    ],
    silent: [
      lines('FROM debian:13'),
      lines('FROM scratch'),
      lines('FROM a:1 AS x', 'FROM x'),
      lines('ARG V=13', 'FROM debian:$V'),
      lines(`FROM debian@sha256:${'0'.repeat(64)}`),
    ],
  },
  'DS-0002': {
    speaks: [on('RUN true'), on('USER root'), on('USER app', 'USER root'), on('USER 0'), on('CMD ["a"]')],
    silent: [
      on('USER app'),
      on('USER root', 'RUN x', 'USER app'),
      on('USER 1000:1000'),
      lines('FROM a:1 AS b', 'USER root', 'FROM c:1', 'USER app'),
      on('USER nobody'),
    ],
  },
  'DS-0004': {
    speaks: [on('EXPOSE 22'), on('EXPOSE 22/tcp'), on('EXPOSE 80 22'), on('expose 22')],
    silent: [
      on('EXPOSE 2222'),
      on('EXPOSE 80'),
      on('# EXPOSE 22', 'EXPOSE 80'),
      on('EXPOSE 220-222'),
      run('echo EXPOSE 22'),
    ],
  },
  'DS-0005': {
    speaks: [on('ADD a.txt /a'), on('ADD . /app'), on('ADD --chown=1 src /src'), on('ADD ["a b", "/x"]')],
    silent: [
      on('ADD app.tar.gz /app'),
      on('COPY . /app'),
      on('ADD app.tar /app'),
      on('ADD https://example.com/a.tar.gz /a'),
      on('# ADD . /app', 'COPY . /app'),
    ],
  },
  'DS-0006': {
    speaks: [
      lines('FROM a:1 AS x', 'COPY --from=x /a /b'),
      lines('FROM a:1 AS x', 'FROM b:1 AS y', 'COPY --from=y /a /b'),
      lines('FROM a:1 AS x', 'RUN y', 'COPY --chown=1 --from=x /a /b'),
    ],
    silent: [
      lines('FROM a:1 AS x', 'FROM b:1', 'COPY --from=x /a /b'),
      lines('FROM a:1 AS x', 'COPY x /b'),
      lines('FROM a:1 AS x', 'FROM b:1 AS y', 'COPY --from=0 /a /b'),
      lines('FROM a:1 AS x', 'COPY --from=x:1 /a /b'),
    ],
  },
  'DS-0007': {
    speaks: [
      on('ENTRYPOINT ["a"]', 'ENTRYPOINT ["b"]'),
      on('ENTRYPOINT a', 'RUN x', 'ENTRYPOINT ["b"]'),
      lines('FROM a:1', 'FROM b:1', 'ENTRYPOINT ["a"]', 'ENTRYPOINT ["b"]'),
    ],
    silent: [
      on('ENTRYPOINT ["a"]'),
      lines('FROM a:1', 'ENTRYPOINT ["a"]', 'FROM b:1', 'ENTRYPOINT ["b"]'),
      on('ENTRYPOINT ["a"]', 'CMD ["b"]'),
      on('ENTRYPOINT ["a"]', '# ENTRYPOINT ["b"]'),
    ],
  },
  'DS-0008': {
    speaks: [on('EXPOSE 65536'), on('EXPOSE 80 99999'), on('EXPOSE 70000/tcp'), on('expose 65536')],
    silent: [on('EXPOSE 65535'), on('EXPOSE 80/tcp'), on('EXPOSE 8000-8080'), on('ARG P=80', 'EXPOSE $P')],
  },
  'DS-0009': {
    speaks: [on('WORKDIR app'), on('WORKDIR ./a'), on('WORKDIR ../a'), on('WORKDIR a/b')],
    silent: [on('WORKDIR /app'), on('WORKDIR "/app"'), on('ENV D=/x', 'WORKDIR $D'), on('WORKDIR ${HOME}/x')],
  },
  'DS-0010': {
    speaks: [run('sudo a'), run('a && sudo b'), run('a && sudo -E b')],
    silent: [run('apt-get install -y sudo'), run('echo sudoers'), on('# sudo', 'RUN a'), run('gosu app a')],
  },
  'DS-0011': {
    speaks: [on('COPY a b /x'), on('COPY ["a", "b", "/x"]'), on('COPY a b c x'), on('COPY --chown=1 a b /x')],
    silent: [on('COPY a b /x/'), on('COPY a /x'), on('COPY ["a", "b", "/x/"]'), on('COPY --chown=1 a /x')],
  },
  'DS-0012': {
    speaks: [
      lines('FROM a:1 AS x', 'FROM b:1 AS x'),
      lines('FROM a:1 AS x', 'FROM b:1 AS y', 'FROM c:1 AS x'),
      lines('FROM a:1 as x', 'RUN y', 'FROM b:1 as x'),
    ],
    silent: [
      lines('FROM a:1 AS x', 'FROM b:1 AS y'),
      lines('FROM a:1', 'FROM a:1'),
      lines('FROM a:1 AS x', 'FROM x'),
      lines('FROM a:1 AS x', 'FROM b:1 AS xx'),
    ],
  },
  'DS-0013': {
    speaks: [run('cd /x && make'), run('a && cd /x && b'), run('cd /x')],
    silent: [run('echo cd'), on('WORKDIR /x', 'RUN make'), run('make -C /x'), run('mkdir /cd')],
  },
  'DS-0014': {
    speaks: [
      on('RUN wget https://example.com/a', 'RUN curl https://example.com/b'),
      run('curl https://example.com/a && wget https://example.com/b'),
      on('RUN wget -q https://example.com/a', 'USER 1', 'RUN curl -O https://example.com/b'),
    ],
    silent: [
      run('curl https://example.com/a'),
      on('RUN wget https://example.com/a', 'RUN wget https://example.com/b'),
      run('apt-get install -y curl wget'),
      lines('FROM a:1', 'RUN wget https://example.com/a', 'FROM b:1', 'RUN curl https://example.com/a'),
    ],
  },
  'DS-0015': {
    speaks: [run('yum install -y a'), run('yum -y install a && b'), on('RUN yum install -y a', 'RUN yum clean all')],
    silent: [run('yum install -y a && yum clean all'), run('yum list'), heredoc('yum install -y a', 'yum clean all')],
  },
  'DS-0016': {
    speaks: [
      on('CMD ["a"]', 'CMD ["b"]'),
      on('CMD a', 'RUN x', 'CMD ["b"]'),
      lines('FROM a:1', 'FROM b:1', 'CMD ["a"]', 'CMD ["b"]'),
    ],
    silent: [
      on('CMD ["a"]'),
      lines('FROM a:1', 'CMD ["a"]', 'FROM b:1', 'CMD ["b"]'),
      on('HEALTHCHECK CMD ["a"]', 'CMD ["b"]'),
      on('ENTRYPOINT ["a"]', 'CMD ["b"]'),
    ],
  },
  'DS-0017': {
    speaks: [run('apt-get update'), run('apt-get -y update'), run('apk update'), run('yum update'), run('apt update')],
    silent: [
      run('apt-get update && apt-get install -y a'),
      run('apt-get update \\', ' && apt-get -y install a'),
      run('apk add --no-cache a'),
      run('echo update'),
      heredoc('apt-get update', 'apt-get install -y a'),
    ],
  },
  'DS-0019': {
    speaks: [run('dnf install -y a'), run('dnf -y install a && b'), on('RUN dnf install -y a', 'RUN dnf clean all')],
    silent: [run('dnf install -y a && dnf clean all'), run('dnf list'), heredoc('dnf install -y a', 'dnf clean all')],
  },
  'DS-0020': {
    speaks: [run('zypper install -y a'), run('zypper -n install a'), on('RUN zypper -n in a', 'RUN zypper clean')],
    silent: [run('zypper -n install a && zypper clean'), run('zypper -n in a && zypper cc'), run('zypper search a')],
  },
  'DS-0021': {
    speaks: [run('apt-get install a'), run('apt-get update && apt-get install a'), heredoc('apt-get install a')],
    silent: [
      run('apt-get install -y a'),
      run('apt-get -y install a'),
      run('apt-get install --yes a'),
      run('apt-get install -qq a'),
      run('apt-get install --assume-yes a'),
      run('apt-get update'),
    ],
  },
  'DS-0022': {
    speaks: [on('MAINTAINER me'), on('maintainer me'), lines('FROM a:1', 'MAINTAINER me', 'FROM b:1')],
    silent: [on('LABEL maintainer=me'), on('# MAINTAINER me'), run('echo MAINTAINER me')],
  },
  'DS-0023': {
    speaks: [
      on('HEALTHCHECK CMD ["a"]', 'HEALTHCHECK CMD ["b"]'),
      on('HEALTHCHECK CMD a', 'RUN x', 'HEALTHCHECK CMD b'),
      on('HEALTHCHECK --interval=5s CMD a', 'HEALTHCHECK --interval=9s CMD a'),
    ],
    silent: [
      on('HEALTHCHECK CMD a'),
      lines('FROM a:1', 'HEALTHCHECK CMD a', 'FROM b:1', 'HEALTHCHECK CMD a'),
      on('HEALTHCHECK CMD a', 'CMD ["b"]'),
    ],
  },
  'DS-0024': {
    speaks: [
      run('apt-get dist-upgrade'),
      run('apt-get update && apt-get dist-upgrade -y'),
      run('apt-get -y dist-upgrade'),
    ],
    silent: [run('apt-get upgrade -y'), run('apt-get update'), run('echo dist-upgrade')],
  },
  'DS-0025': {
    speaks: [run('apk add a'), run('apk update && apk add a=1'), run('apk add --virtual .d a'), heredoc('apk add a')],
    silent: [run('apk add --no-cache a'), run('apk --no-cache add a'), run('apk del a'), run('echo apk')],
  },
  'DS-0027': {
    speaks: [run('microdnf install -y a'), run('microdnf -y install a && b'), run('microdnf install -y a b')],
    silent: [run('microdnf install -y a && microdnf clean all'), run('echo microdnf'), run('microdnf clean all')],
  },
  'DS-0029': {
    speaks: [
      run('apt-get install -y a'),
      run('apt-get update && apt-get -y install a'),
      heredoc('apt-get install -y a'),
    ],
    silent: [
      run('apt-get install -y --no-install-recommends a'),
      run('apt-get --no-install-recommends install -y a'),
      run('apt-get update'),
      run('apt-get remove a'),
    ],
  },
  'DS-0030': {
    speaks: [on('WORKDIR /proc/x'), on('WORKDIR /dev/a'), on('WORKDIR /boot/grub')],
    silent: [
      on('WORKDIR /app'),
      on('VOLUME /data'),
      on('WORKDIR /etcetera'),
      on('VOLUME ["/var/lib/data"]'),
      on('WORKDIR /srv'),
    ],
  },
  'DS-0031': {
    speaks: [
      on('ENV DB_PASSWORD=hunter2'),
      on('ARG GITHUB_TOKEN'),
      on('ENV AWS_SECRET_ACCESS_KEY=x'),
      on('ARG NPM_TOKEN=abc'),
    ],
    silent: [
      on('ENV HOME=/x'),
      on('ENV PASSWORD_FILE=/run/secrets/p'),
      on('RUN --mount=type=secret,id=token true'),
      on('ARG VERSION=1'),
    ],
  },
};
