import { heredoc, lines, on, run, type Agreement } from './cases.ts';

/** hadolint's rules about languages' package managers. */
export const hadolintLanguages: Agreement = {
  DL3013: {
    speaks: [
      run('pip install flask'),
      run('pip3 install --no-cache-dir flask==3.0.0 requests'),
      run('python3 -m pip install flask'),
      run('pip install --upgrade pip'),
      on('ONBUILD RUN pip install flask'),
      run('pip install \\', '    flask \\', '    requests==2.0'),
      heredoc('pip install flask'),
    ],
    silent: [
      run('pip install flask==3.0.0'),
      run("pip install 'flask>=3.0.0'"),
      run('pip install -r requirements.txt'),
      run('pip install --requirement requirements.txt'),
      run('pip install .'),
      run('pip install git+https://example.com/r.git@v1.0'),
      run('pip install -c constraints.txt flask'),
      run('pip uninstall -y flask'),
    ],
  },
  DL3016: {
    speaks: [
      run('npm install express'),
      run('npm install -g yarn'),
      run('npm install --global express@4.1.1 sax'),
      run('npm --loglevel=warn install -g gulp'),
      on('ONBUILD RUN npm install -g yarn'),
      heredoc('npm install -g yarn'),
    ],
    silent: [
      run('npm install express@4.1.1'),
      run('npm install'),
      run('npm ci'),
      run('npm install @scope/pkg@1.0.0'),
      run('npm install ./pkg.tgz'),
      run('npm install git+https://example.com/a/b.git#v1.0.0'),
      run('npm run install'),
      run('npm install --production'),
    ],
  },
  DL3028: {
    speaks: [
      run('gem install bundler'),
      run('gem install bundler:2.5.0 rake'),
      run('gem update --system && gem install rake'),
      on('ONBUILD RUN gem install bundler'),
      heredoc('gem install bundler'),
    ],
    silent: [
      run('gem install bundler:2.5.0'),
      run('gem install bundler -v 2.5.0'),
      run('gem install bundler --version 2.5.0'),
      run("gem install bundler --version='2.5.0'"),
      run('gem uninstall bundler'),
      run('bundle install'),
    ],
    differs: [
      {
        text: run('gem install --no-document bundler'),
        speaks: true,
        because: 'a flag before the gem makes hadolint overlook the gem',
      },
    ],
  },
  DL3042: {
    speaks: [
      run('pip install flask==3.0.0'),
      run('pip3 install -r requirements.txt'),
      run('python3 -m pip install flask==3.0.0'),
      on('ENV PIP_NO_CACHE_DIR=0', 'RUN pip install flask==3.0.0'),
      on('ONBUILD RUN pip install flask==3.0.0'),
      heredoc('pip install flask==3.0.0'),
      run('pip install --upgrade pip'),
    ],
    silent: [
      run('pip install --no-cache-dir flask==3.0.0'),
      run('pip --no-cache-dir install flask==3.0.0'),
      on('ENV PIP_NO_CACHE_DIR=1', 'RUN pip install flask==3.0.0'),
      on('ENV PIP_NO_CACHE_DIR=on', 'RUN pip install flask==3.0.0'),
      lines('FROM python:3.14 AS base', 'ENV PIP_NO_CACHE_DIR=true', 'FROM base', 'RUN pip install flask==3.0.0'),
      on('RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.0'),
      run('PIP_NO_CACHE_DIR=1 pip install flask==3.0.0'),
      run('export PIP_NO_CACHE_DIR=1 && pip install flask==3.0.0'),
      run('pip list'),
    ],
  },
  DL3060: {
    speaks: [
      run('yarn install'),
      run('yarn install --frozen-lockfile && yarn build'),
      on('RUN yarn install', 'RUN yarn cache clean'),
      heredoc('yarn install'),
      on('ONBUILD RUN yarn install'),
    ],
    silent: [
      run('yarn install && yarn cache clean'),
      run('yarn install; yarn cache clean --force'),
      on('RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install'),
      run('yarn build'),
      run('npm install'),
      heredoc('yarn install', 'yarn cache clean'),
      lines('FROM node:24 AS build', 'RUN yarn install', 'FROM scratch', 'COPY --from=build /a /a'),
    ],
  },
  DL3062: {
    speaks: [
      run('go install example.com/tool/cmd@latest'),
      run('go get example.com/pkg'),
      run('go install example.com/tool/cmd'),
      run('go run example.com/tool@latest'),
      on('ONBUILD RUN go install example.com/tool@latest'),
      heredoc('go install example.com/tool@latest'),
    ],
    silent: [
      run('go install example.com/tool/cmd@v1.2.3'),
      run('go get example.com/pkg@v1.0.0'),
      run('go run example.com/tool@v1.0.0'),
      run('go build -o /app ./cmd/app'),
      run('go mod download'),
      run('go install example.com/tool@4d2f5a7'),
    ],
  },
};
