import { describe } from 'node:test';
import { fixesTo, holdsTo } from './commands-tables.ts';

describe('curl and certificates', () => {
  holdsTo('curl-checks-certificates', [
    ['RUN curl -k https://x', '-k: 2'],
    ['RUN curl https://x -k', '-k: 2'],
    ['RUN curl -sSLk https://x', '-sSLk: 2'],
    ['RUN curl https://x \\\n  --insecure', '--insecure: 2'],
    ['RUN set -x; if a; then /usr/bin/curl --insecure x; fi', '--insecure: 2'],
    ['RUN sudo curl -k x | tar -x', '-k: 2'],
    ['RUN <<EOF\ncurl -k x\nEOF', '-k: 2'],
    // Seen here, but not by the peer.
    ['RUN curl -L "https://x?a=1&b=2" -k', '-k:'],
    ['RUN ["curl", "-k", "x"]', '"-k":'],
    ['ONBUILD RUN curl -k x', '-k:'],
    ['RUN curl --proxy-insecure x', '--proxy-insecure:'],
    // No flag at all.
    ['RUN curl -fsSL https://x'],
    ['RUN curl -o -k x'],
    ['RUN curl -okay x'],
    ['RUN curl -T k x'],
    ['RUN curl -H "Auth: -k" https://x'],
    ['RUN curl --key -k https://x'],
    ['RUN curl -fo k -K file https://x'],
    ['RUN apt-get install curl -k'],
    ['RUN libcurl -k'],
    ['CMD curl -k x'],
    // The settings that curl reads.
    ['RUN echo insecure >> ~/.curlrc', 'insecure:'],
    ["RUN printf 'insecure\\n' > /root/.curlrc", "'insecure\\n':"],
    ['RUN echo insecure >> /root/notes'],
    ['RUN echo silent >> ~/.curlrc'],
  ]);
  fixesTo('curl-checks-certificates', [
    ['RUN curl -k x', 'RUN curl x'],
    ['RUN curl x -k\n', 'RUN curl x\n'],
    ['RUN curl -sSkL x', 'RUN curl -sSL x'],
    ['RUN curl x \\\n  -k', 'RUN curl x'],
    ['RUN curl \\\r\n  -k \\\r\n  x\r\n', 'RUN curl \\\r\n  x\r\n'],
    ['RUN a && curl -k x && curl --insecure y', 'RUN a && curl x && curl y'],
    ['RUN ["curl", "-k", "x"]', null],
  ]);
});

describe('wget and certificates', () => {
  holdsTo('wget-checks-certificates', [
    ['RUN wget --no-check-certificate x', '--no-check-certificate: 3'],
    ['RUN wget -q x --no-check-certificate -O- | tar x', '--no-check-certificate: 3'],
    ['RUN /usr/bin/wget --no-check-certificate x', '--no-check-certificate: 3'],
    ['RUN wget --no-check-certificate=yes x', '--no-check-certificate=yes: 3'],
    ['RUN wget --no-check-cert x', '--no-check-cert:'],
    ['ONBUILD RUN wget --no-check-certificate x', '--no-check-certificate:'],
    ["RUN echo 'check_certificate = off' >> ~/.wgetrc", "'check_certificate = off':"],
    ["RUN echo 'check_certificate = on' >> ~/.wgetrc"],
    ['RUN wget --no-clobber x'],
    ['RUN wget --no-cookies x'],
    ['RUN echo --no-check-certificate'],
    ['RUN wget -- --no-check-certificate'],
  ]);
  fixesTo('wget-checks-certificates', [
    ['RUN wget --no-check-certificate x', 'RUN wget x'],
    ['RUN wget x \\\n  --no-check-certificate \\\n  -O y', 'RUN wget x \\\n  -O y'],
  ]);
});

describe('pip and certificates', () => {
  holdsTo('pip-checks-certificates', [
    ['RUN pip install --trusted-host x y', '--trusted-host x: 4'],
    ['RUN pip3 install --trusted-host=x y', '--trusted-host=x: 4'],
    ['RUN pip3.11 --trusted-host x install y', '--trusted-host x: 4'],
    ['RUN python3 -m pip install --trusted-host x y', '--trusted-host x: 4'],
    ['RUN pip install --trusted-host a --trusted-host b y', '--trusted-host a: 4', '--trusted-host b: 4'],
    ['RUN uv pip install --allow-insecure-host x y', '--allow-insecure-host x:'],
    ['ONBUILD RUN pip install --trusted-host x y', '--trusted-host x:'],
    ['RUN pip config set global.trusted-host x', 'global.trusted-host:'],
    ['RUN pip config unset global.trusted-host'],
    ['RUN pip install y'],
    ['ENV PIP_TRUSTED_HOST=x', 'PIP_TRUSTED_HOST=x: 16'],
    ['ENV PIP_TRUSTED_HOST x y', 'PIP_TRUSTED_HOST x y: 16'],
    ['ENV A=b PIP_TRUSTED_HOST="x y"', 'PIP_TRUSTED_HOST="x y": 16'],
    ['ARG PIP_TRUSTED_HOST=x\nFROM a:1', 'PIP_TRUSTED_HOST=x: 16'],
    ['RUN export PIP_TRUSTED_HOST=x', 'PIP_TRUSTED_HOST=x: 16'],
    ['RUN a && PIP_TRUSTED_HOST="x y" pip install y', 'PIP_TRUSTED_HOST="x y": 16'],
    ['RUN env PIP_TRUSTED_HOST=x pip install y', 'PIP_TRUSTED_HOST=x: 16'],
    ['ONBUILD ENV PIP_TRUSTED_HOST=x', 'PIP_TRUSTED_HOST=x:'],
    ['FROM a:1\nARG PIP_TRUSTED_HOST'],
    ['ENV PIP_TRUSTED_HOST='],
    ['ENV MY_PIP_TRUSTED_HOST=x'],
    ['ENV X="PIP_TRUSTED_HOST=1"'],
    ['LABEL PIP_TRUSTED_HOST=1'],
    ['RUN unset PIP_TRUSTED_HOST'],
  ]);
  fixesTo('pip-checks-certificates', [
    ['RUN pip install --trusted-host a --trusted-host=b y', 'RUN pip install y'],
    ['RUN pip install \\\n  --trusted-host a \\\n  y', 'RUN pip install \\\n  y'],
    ['ENV PIP_TRUSTED_HOST=x\nUSER 1', 'USER 1'],
    ['ENV A=1 \\\n  PIP_TRUSTED_HOST=x \\\n  B=2', 'ENV A=1 \\\n  B=2'],
    ['RUN PIP_TRUSTED_HOST=x pip install y', 'RUN pip install y'],
    ['RUN export A=1 PIP_TRUSTED_HOST=x && pip install y', 'RUN export A=1 && pip install y'],
    ['RUN export PIP_TRUSTED_HOST=x && pip install y', null],
    ['RUN pip config set global.trusted-host x', null],
  ]);
});

describe('Python and certificates', () => {
  holdsTo('python-checks-certificates', [
    ['ENV PYTHONHTTPSVERIFY=0', 'PYTHONHTTPSVERIFY=0: 5'],
    ['ENV PYTHONHTTPSVERIFY 0', 'PYTHONHTTPSVERIFY 0: 5'],
    ["ENV A=1 PYTHONHTTPSVERIFY='0'", "PYTHONHTTPSVERIFY='0': 5"],
    ['FROM a:1\nARG PYTHONHTTPSVERIFY=0', 'PYTHONHTTPSVERIFY=0: 5'],
    ['RUN PYTHONHTTPSVERIFY=0 python x', 'PYTHONHTTPSVERIFY=0: 5'],
    ['RUN export PYTHONHTTPSVERIFY=0 && python x', 'PYTHONHTTPSVERIFY=0: 5'],
    ['RUN <<EOF\nexport PYTHONHTTPSVERIFY=0\npython x\nEOF', 'PYTHONHTTPSVERIFY=0: 5'],
    ['RUN export PYTHONHTTPSVERIFY=0; python x', 'PYTHONHTTPSVERIFY=0:'],
    ['RUN export PYTHONHTTPSVERIFY=0', 'PYTHONHTTPSVERIFY=0:'],
    ['ENV PYTHONHTTPSVERIFY=1'],
    ['ENV PYTHONHTTPSVERIFY=$V'],
    ['RUN echo $PYTHONHTTPSVERIFY=0'],
  ]);
  fixesTo('python-checks-certificates', [
    ['ENV PYTHONHTTPSVERIFY=0', ''],
    ['RUN a && PYTHONHTTPSVERIFY=0 python x', 'RUN a && python x'],
  ]);
});

describe('Node.js and certificates', () => {
  holdsTo('node-checks-certificates', [
    ["ENV NODE_TLS_REJECT_UNAUTHORIZED='0'", "NODE_TLS_REJECT_UNAUTHORIZED='0': 6"],
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED 0', 'NODE_TLS_REJECT_UNAUTHORIZED 0: 6'],
    ['RUN NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci', 'NODE_TLS_REJECT_UNAUTHORIZED=0: 6'],
    ['RUN env NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci', 'NODE_TLS_REJECT_UNAUTHORIZED=0: 6'],
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED=1'],
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED='],
  ]);
  fixesTo('node-checks-certificates', [
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED=0 A=1', 'ENV A=1'],
    ['RUN NODE_TLS_REJECT_UNAUTHORIZED=0 A=1 npm ci', 'RUN A=1 npm ci'],
  ]);
});

describe('npm and certificates', () => {
  holdsTo('npm-checks-certificates', [
    ['ENV npm_config_strict_ssl=false', 'npm_config_strict_ssl=false: 12'],
    ['ENV NPM_CONFIG_STRICT_SSL "false"', 'NPM_CONFIG_STRICT_SSL "false": 12'],
    ['RUN npm_config_strict_ssl=false npm ci', 'npm_config_strict_ssl=false: 12'],
    ['ENV YARN_ENABLE_STRICT_SSL=false', 'YARN_ENABLE_STRICT_SSL=false:'],
    ['ENV NPM_CONFIG_STRICT_SSL=true'],
    ['RUN npm config set strict-ssl false', 'strict-ssl false: 13'],
    ['RUN npm config set strict-ssl=false', 'strict-ssl=false: 13'],
    ['RUN npm set strict-ssl false', 'strict-ssl false: 13'],
    ['RUN npm c set "strict-ssl" "false"', '"strict-ssl" "false": 13'],
    ['RUN yarn config set strict-ssl false -g', 'strict-ssl false: 13'],
    ['RUN pnpm config set strict-ssl false', 'strict-ssl false: 13'],
    ['RUN npm config set -g strict-ssl false', 'strict-ssl false:'],
    ['RUN npm -g config set strict-ssl false', 'strict-ssl false:'],
    ['RUN yarn config set enableStrictSsl false', 'enableStrictSsl false:'],
    ['RUN npm install --strict-ssl=false', '--strict-ssl=false:'],
    ['RUN npm --no-strict-ssl install', '--no-strict-ssl:'],
    ['RUN echo "strict-ssl = false" >> ~/.npmrc', '"strict-ssl = false":'],
    ['RUN npm config set strict-ssl true'],
    ['RUN npm config set registry https://x'],
    ['RUN npm config get strict-ssl'],
    ['RUN echo no false strict-ssl'],
  ]);
  fixesTo('npm-checks-certificates', [
    ['RUN npm ci --strict-ssl=false --omit=dev', 'RUN npm ci --omit=dev'],
    ['RUN npm ci --strict-ssl false', 'RUN npm ci'],
    ['RUN npm config set strict-ssl false', null],
  ]);
});

describe('Git and certificates', () => {
  holdsTo('git-checks-certificates', [
    ['ENV GIT_SSL_NO_VERIFY=1', 'GIT_SSL_NO_VERIFY=1: 14'],
    ['ENV GIT_SSL_NO_VERIFY=0', 'GIT_SSL_NO_VERIFY=0: 14'],
    ['ENV GIT_SSL_NO_VERIFY true', 'GIT_SSL_NO_VERIFY true: 14'],
    ['FROM a:1\nARG GIT_SSL_NO_VERIFY=1', 'GIT_SSL_NO_VERIFY=1: 14'],
    ['RUN GIT_SSL_NO_VERIFY=1 git clone x', 'GIT_SSL_NO_VERIFY=1: 14'],
    ['RUN export GIT_SSL_NO_VERIFY=true; git clone x', 'GIT_SSL_NO_VERIFY=true: 14'],
    ['RUN git config --global http.sslVerify false', 'http.sslVerify false:'],
    ['RUN git config http.https://x.example/.sslverify 0', 'http.https://x.example/.sslverify 0:'],
    ['RUN git -c http.sslVerify=false clone x', '-c http.sslVerify=false:'],
    ['RUN git config http.sslVerify true'],
    ['RUN git -c http.sslVerify=true clone x'],
    ['FROM a:1\nARG GIT_SSL_NO_VERIFY'],
  ]);
  fixesTo('git-checks-certificates', [
    ['RUN git -c http.sslVerify=false -c a.b=c clone x', 'RUN git -c a.b=c clone x'],
    ['RUN git config http.sslVerify false', null],
  ]);
});

describe('yum and certificates', () => {
  holdsTo('yum-checks-certificates', [
    ['RUN yum-config-manager --setopt=sslverify=false --save', '--setopt=sslverify=false: 15'],
    ['RUN dnf config-manager --save --setopt=my.sslverify=0', '--setopt=my.sslverify=0: 15'],
    ['RUN yum config-manager "--setopt=sslverify=No"', '"--setopt=sslverify=No": 15'],
    ['RUN dnf config-manager --setopt sslverify=false', '--setopt sslverify=false:'],
    ['RUN yum --setopt=sslverify=false install -y x', '--setopt=sslverify=false:'],
    ['RUN echo "sslverify=0" >> /etc/yum.conf', '"sslverify=0":'],
    ['RUN yum-config-manager --setopt=sslverify=1'],
    ['RUN dnf install -y --setopt=install_weak_deps=false x'],
  ]);
  fixesTo('yum-checks-certificates', [
    ['RUN dnf install -y --setopt sslverify=0 x', 'RUN dnf install -y x'],
    ['RUN yum-config-manager --setopt=sslverify=false', null],
  ]);
});
