import { heredoc, lines, on, run, type Agreement } from './cases.ts';

/** Checkov's checks of Dockerfiles. */
export const checkov: Agreement = {
  CKV2_DOCKER_1: {
    speaks: [run('sudo a'), run('a && sudo b'), run('a; sudo b')],
    silent: [run('apt-get install -y sudo'), on('# sudo', 'RUN a'), run('gosu app a')],
  },
  CKV2_DOCKER_2: {
    speaks: [
      run('curl -k https://example.com'),
      run('curl --insecure https://example.com'),
      run('a && curl -sSL --insecure https://example.com'),
      run('curl https://example.com -k -o /a'),
    ],
    silent: [
      run('curl https://example.com'),
      run('curl -fsSL https://example.com/-k'),
      run('echo --insecure'),
      run('curl --key k.pem https://example.com'),
    ],
  },
  CKV2_DOCKER_3: {
    speaks: [
      run('wget --no-check-certificate https://example.com'),
      run('a && wget -q --no-check-certificate https://example.com'),
      run('wget https://example.com --no-check-certificate'),
    ],
    silent: [run('wget https://example.com'), run('echo --no-check-certificate'), run('wget -q https://example.com')],
  },
  CKV2_DOCKER_4: {
    speaks: [
      run('pip install --trusted-host example.com a'),
      run('pip3 install --trusted-host example.com a'),
      run('pip install a --trusted-host=example.com'),
      run('python3 -m pip install --trusted-host example.com a'),
    ],
    silent: [run('pip install a'), run('echo --trusted-host'), run('pip install --index-url https://example.com a')],
  },
  CKV2_DOCKER_5: {
    speaks: [
      on('ENV PYTHONHTTPSVERIFY=0'),
      on('ARG PYTHONHTTPSVERIFY=0'),
      run('PYTHONHTTPSVERIFY=0 python a.py'),
      run('export PYTHONHTTPSVERIFY=0 && python a.py'),
    ],
    silent: [on('ENV PYTHONHTTPSVERIFY=1'), on('ENV X=0'), on('# ENV PYTHONHTTPSVERIFY=0')],
  },
  CKV2_DOCKER_6: {
    speaks: [
      on('ENV NODE_TLS_REJECT_UNAUTHORIZED=0'),
      on('ARG NODE_TLS_REJECT_UNAUTHORIZED=0'),
      run('NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci'),
      on('ENV A=1 NODE_TLS_REJECT_UNAUTHORIZED=0'),
    ],
    silent: [
      on('ENV NODE_TLS_REJECT_UNAUTHORIZED=1'),
      on('ENV NODE_ENV=production'),
      on('# ENV NODE_TLS_REJECT_UNAUTHORIZED=0'),
    ],
  },
  CKV2_DOCKER_7: {
    speaks: [
      run('apk add --allow-untrusted a.apk'),
      run('apk --allow-untrusted add a.apk'),
      run('apk add --no-cache --allow-untrusted a'),
    ],
    silent: [run('apk add a'), run('echo --allow-untrusted'), run('apk add --no-cache a')],
  },
  CKV2_DOCKER_8: {
    speaks: [
      run('apt-get install -y --allow-unauthenticated a'),
      run('apt-get --allow-unauthenticated install -y a'),
      run('apt-get update && apt-get install --allow-unauthenticated a'),
    ],
    silent: [run('apt-get install -y a'), run('echo --allow-unauthenticated'), run('apt-get update')],
  },
  CKV2_DOCKER_9: {
    speaks: [
      run('yum install -y --nogpgcheck a'),
      run('dnf --nogpgcheck install -y a'),
      run('tdnf install --nogpgcheck a'),
    ],
    silent: [run('yum install -y a'), run('echo --nogpgcheck'), run('dnf install -y a')],
  },
  CKV2_DOCKER_10: {
    speaks: [
      run('rpm -i --nosignature a.rpm'),
      run('rpm --nodigest -i a.rpm'),
      run('rpm -i --noverify a.rpm'),
      run('rpm --nosignature -Uvh a.rpm'),
    ],
    silent: [run('rpm -i a.rpm'), run('echo --nosignature'), run('rpm --import key')],
  },
  CKV2_DOCKER_11: {
    speaks: [
      run('apt-get install -y --force-yes a'),
      run('apt-get --force-yes install a'),
      run('apt-get update && apt-get install --force-yes a'),
    ],
    silent: [run('apt-get install -y a'), run('echo --force-yes'), run('apt-get install --yes a')],
  },
  CKV2_DOCKER_12: {
    speaks: [
      on('ENV NPM_CONFIG_STRICT_SSL=false'),
      on('ARG NPM_CONFIG_STRICT_SSL=false'),
      run('NPM_CONFIG_STRICT_SSL=false npm ci'),
    ],
    silent: [on('ENV NPM_CONFIG_STRICT_SSL=true'), on('# ENV NPM_CONFIG_STRICT_SSL=false'), on('ENV X=false')],
  },
  CKV2_DOCKER_13: {
    speaks: [
      run('npm config set strict-ssl false'),
      run('yarn config set strict-ssl false'),
      run('a && npm config set strict-ssl false'),
      run('npm config set strict-ssl=false'),
    ],
    silent: [run('npm config set strict-ssl true'), run('npm ci'), run('echo strict-ssl false')],
  },
  CKV2_DOCKER_14: {
    speaks: [
      on('ENV GIT_SSL_NO_VERIFY=1'),
      on('ENV GIT_SSL_NO_VERIFY=true'),
      on('ARG GIT_SSL_NO_VERIFY=1'),
      run('GIT_SSL_NO_VERIFY=1 git clone https://example.com/a'),
    ],
    silent: [on('ENV GIT_TRACE=1'), run('git clone https://example.com/a'), on('# ENV GIT_SSL_NO_VERIFY=1')],
  },
  CKV2_DOCKER_15: {
    speaks: [
      run('yum-config-manager --save --setopt=sslverify=false'),
      run('yum-config-manager --setopt=sslverify=0 --save'),
      run('dnf config-manager --setopt=sslverify=false --save'),
    ],
    silent: [
      run('yum-config-manager --setopt=sslverify=true --save'),
      run('yum-config-manager --enable a'),
      run('echo sslverify=false'),
    ],
  },
  CKV2_DOCKER_16: {
    speaks: [
      on('ENV PIP_TRUSTED_HOST=example.com'),
      on('ARG PIP_TRUSTED_HOST=example.com'),
      run('PIP_TRUSTED_HOST=example.com pip install a'),
    ],
    silent: [on('ENV PIP_INDEX_URL=https://example.com'), on('# ENV PIP_TRUSTED_HOST=x'), run('pip install a')],
  },
  CKV2_DOCKER_17: {
    speaks: [
      run('echo "root:pw" | chpasswd'),
      run('useradd a && echo a:b | chpasswd'),
      run('chpasswd < /tmp/pw'),
      heredoc('echo a:b | chpasswd'),
    ],
    silent: [run('useradd a'), run('passwd -l root'), run('apt-get install -y chpasswd-tool'), on('# chpasswd')],
  },
  CKV_DOCKER_1: {
    speaks: [on('EXPOSE 22'), on('EXPOSE 80 22'), on('EXPOSE 22/tcp')],
    silent: [on('EXPOSE 80'), on('EXPOSE 2222'), on('# EXPOSE 22')],
  },
  CKV_DOCKER_3: {
    speaks: [on('RUN a'), on('CMD ["a"]'), lines('FROM a:1', 'RUN x', 'CMD ["y"]')],
    silent: [on('USER app'), on('RUN a', 'USER 1000'), on('USER root', 'RUN a', 'USER app')],
  },
  CKV_DOCKER_4: {
    speaks: [on('ADD a /a'), on('ADD . /app'), on('ADD --chown=1 a /a')],
    silent: [on('COPY a /a'), on('# ADD a /a'), run('echo ADD a')],
  },
  CKV_DOCKER_5: {
    speaks: [run('apt-get update'), run('apk update'), on('RUN apt-get update', 'RUN make'), run('yum update -y')],
    silent: [
      run('apt-get update && apt-get install -y a'),
      run('apk add --no-cache a'),
      run('apt-get update \\', ' && apt-get install -y a'),
    ],
  },
  CKV_DOCKER_6: {
    speaks: [on('MAINTAINER me'), on('maintainer me'), lines('FROM a:1', 'MAINTAINER me', 'FROM b:1')],
    silent: [on('LABEL maintainer=me'), on('# MAINTAINER me'), run('echo MAINTAINER me')],
  },
  CKV_DOCKER_7: {
    speaks: [lines('FROM debian'), lines('FROM debian:latest'), lines('FROM a:1 AS x', 'FROM debian:latest')],
    silent: [
      lines('FROM debian:13'),
      lines('FROM a:1 AS x', 'FROM x'),
      lines(`FROM debian@sha256:${'0'.repeat(64)}`),
      lines('FROM scratch'),
    ],
  },
  CKV_DOCKER_8: {
    speaks: [on('USER root'), on('USER app', 'USER root'), on('RUN a', 'USER root', 'CMD ["a"]')],
    silent: [on('USER app'), on('USER root', 'USER app'), on('RUN a'), on('USER rootless')],
  },
  CKV_DOCKER_9: {
    speaks: [run('apt install -y a'), run('apt update'), run('apt upgrade -y')],
    silent: [run('apt-get install -y a'), run('echo aptitude'), run('apt-cache search a')],
  },
  CKV_DOCKER_10: {
    speaks: [on('WORKDIR a'), on('WORKDIR ./a'), on('WORKDIR a/b')],
    silent: [on('WORKDIR /a'), on('WORKDIR $HOME'), on('ARG D=/x', 'WORKDIR ${D}/y'), on('WORKDIR "/a"')],
  },
  CKV_DOCKER_11: {
    speaks: [
      lines('FROM a:1 as x', 'FROM b:1 as x'),
      lines('FROM a:1 as x', 'FROM b:1 as y', 'FROM c:1 as x'),
      lines('FROM a:1 as x', 'RUN y', 'FROM b:1 as x'),
    ],
    silent: [lines('FROM a:1 AS x', 'FROM b:1 AS y'), lines('FROM a:1', 'FROM a:1'), lines('FROM a:1 AS x', 'FROM x')],
  },
};
