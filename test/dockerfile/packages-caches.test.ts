import assert from 'node:assert/strict';
import { it } from 'node:test';
import { findingsOf } from './examples.ts';
import { checkCases, checkFixes, isSafe } from './package-cases.ts';

const UPDATE = 'RUN apt-get update && apt-get install -y curl';

checkCases('clean-apt-lists', [
  [UPDATE, ['DL3009']],
  ['RUN apt-get update', ['DL3009']],
  ['RUN apt update && apt install -y curl', ['DL3009']],
  ['RUN apt-get -qq update', ['DL3009']],
  [`${UPDATE} && apt-get clean`, ['DL3009']],
  [`${UPDATE} && rm -rf /tmp/x`, ['DL3009']],
  [`${UPDATE} && rm -rf /var/lib/apt/lists/partial`, ['DL3009']],
  [`${UPDATE} && rm -rf /var/cache/apt/*`, ['DL3009']],
  [`${UPDATE}\nRUN rm -rf /var/lib/apt/lists/*`, ['DL3009']],
  ['RUN rm -rf /var/lib/apt/lists/* && apt-get update', ['DL3009']],
  ['RUN <<EOF\napt-get update\napt-get install -y a\nEOF', ['DL3009']],
  ['RUN ["apt-get", "update"]', ['DL3009']],
  ['ONBUILD RUN apt-get update', ['DL3009']],
  ['RUN --mount=type=cache,target=/var/cache/apt apt-get update', ['DL3009']],
  ['RUN --mount=type=bind,target=/var/lib/apt/lists apt-get update', ['DL3009']],
  ['FROM debian:13 AS base\nRUN apt-get update\nFROM base', ['DL3009']],
  ['FROM debian:13 AS base\nRUN apt-get update\nFROM base AS unused\nRUN x\nFROM scratch', ['DL3009']],
  ['FROM debian:13 AS build\nRUN apt-get update\nFROM scratch\nCOPY --from=build /a /a', []],
  [`${UPDATE} && rm -rf /var/lib/apt/lists/*`, []],
  [`${UPDATE} && rm -rf /var/lib/apt/lists`, []],
  [`${UPDATE} && rm -rf /var/lib/apt/lists/`, []],
  [`${UPDATE} && rm -r /var/lib/apt/lists/*`, []],
  [`${UPDATE} && rm -fr /var/lib/apt/lists/* /tmp/*`, []],
  [`${UPDATE} && rm -r -f /tmp/x /var/lib/apt/lists/*`, []],
  [`${UPDATE} && rm --recursive --force /var/lib/apt/lists/*`, []],
  [`${UPDATE} && rm /var/lib/apt/lists/* -rf`, []],
  [`${UPDATE} && rm -rf /var/lib/apt/lists/*_*`, []],
  [`${UPDATE} && rm -rf /var/lib/apt`, []],
  [`${UPDATE} && rm -rf /var/lib/apt/*`, []],
  [`${UPDATE} && rm -rf /var/lib/{apt,dpkg}/`, []],
  [`${UPDATE} && rm -rf /var/lib/apt/lists/{*,partial}`, []],
  [`${UPDATE} && find /var/lib/apt/lists -type f -delete`, []],
  [`${UPDATE} && sudo rm -rf /var/lib/apt/lists/*`, []],
  [`${UPDATE} && rm -rf $APT_LISTS`, []],
  [`${UPDATE}; rm -rf /var/lib/apt/lists/*`, []],
  ['RUN <<EOF\napt-get update\nrm -rf /var/lib/apt/lists/*\nEOF', []],
  ['RUN apt-get update \\\n  && apt-get install -y a \\\n  # tidy up\n  && rm -rf /var/lib/apt/lists/*', []],
  ['RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update', []],
  ['RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update', []],
  ['RUN --mount=type=cache,dst=/var/lib/apt/lists/ apt-get update', []],
  ['RUN --mount=target=/var/lib/apt/lists,type=tmpfs apt-get update', []],
  ['RUN apt-get install -y curl', []],
  ['RUN apt-get upgrade -y', []],
]);

const YUM = 'DL3032 DS-0015';
checkCases('clean-yum-cache', [
  ['RUN yum install -y a', [YUM]],
  ['RUN yum -y install a && yum -y install b', [YUM]],
  ['RUN yum clean all && yum install -y a', [YUM]],
  ['RUN yum install -y a && rm -rf /tmp/*', [YUM]],
  ['RUN yum group install -y a', [YUM]],
  ['RUN yum install -y a && yum clean all && yum install -y b', [YUM]],
  ['RUN yum install -y a\nRUN yum clean all', [YUM]],
  ['RUN yum update -y', ['']],
  ['FROM rockylinux:9 AS build\nRUN yum install -y a\nFROM scratch', [YUM]],
  ['RUN yum install -y a && yum clean all', []],
  ['RUN yum install -y a && yum -y clean all', []],
  ['RUN yum install -y a && yum clean packages', []],
  ['RUN yum install -y a && dnf clean all', []],
  ['RUN yum install -y a && rm -rf /var/cache/yum', []],
  ['RUN yum install -y a && rm -rf /var/cache/yum/*', []],
  ['RUN yum install -y a && rm -rf /var/cache/*', []],
  ['RUN --mount=type=cache,target=/var/cache/yum yum install -y a', []],
  ['RUN yum remove -y a', []],
  ['RUN yum makecache', []],
]);

checkCases('clean-dnf-cache', [
  ['RUN dnf install -y a', ['DL3040 DS-0019']],
  ['RUN dnf in -y a', ['DL3040 DS-0019']],
  ['RUN dnf reinstall -y a', ['DL3040 DS-0019']],
  ['RUN dnf upgrade -y', ['DL3040']],
  ['RUN dnf module install -y a', ['DL3040']],
  ['RUN dnf -y up', ['DL3040']],
  ['RUN dnf upgrade-minimal -y', ['DL3040']],
  ['RUN dnf group upgrade -y x', ['DL3040']],
  ['RUN dnf rei -y a', ['DL3040 DS-0019']],
  ['RUN dnf update -y', ['']],
  ['RUN dnf groupinstall -y x', ['']],
  ['RUN microdnf install -y a', ['DL3040 DS-0027']],
  ['RUN microdnf install -y a && dnf clean all', ['DL3040 DS-0027']],
  ['RUN dnf install -y a && microdnf clean all', ['DL3040 DS-0019']],
  ['RUN dnf install -y a && rm -rf /root/.cache', ['DL3040 DS-0019']],
  ['RUN dnf5 install -y a', ['']],
  ['RUN dnf install -y a && dnf clean all', []],
  ['RUN dnf -y install a && dnf -y clean all', []],
  ['RUN dnf install -y a && yum clean all', []],
  ['RUN microdnf install -y a && microdnf clean all', []],
  ['RUN dnf install -y a && rm -rf /var/cache/dnf', []],
  ['RUN dnf install -y a && rm -rf /var/cache/yum/*', []],
  ['RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a', []],
  ['RUN --mount=type=cache,target=/var/cache/dnf dnf install -y a', []],
  ['RUN dnf remove -y a', []],
]);

checkCases('clean-zypper-cache', [
  ['RUN zypper -n install a', ['DL3036 DS-0020']],
  ['RUN zypper -n in a', ['DL3036 DS-0020']],
  ['RUN zypper clean && zypper -n in a', ['DL3036 DS-0020']],
  ['RUN zypper -n in a && rm -rf /tmp/x', ['DL3036 DS-0020']],
  ['RUN zypper -n patch', ['DS-0020']],
  ['RUN zypper -n rm a', ['DS-0020']],
  ['RUN zypper -n up', ['']],
  ['RUN zypper -n in a && zypper clean', []],
  ['RUN zypper -n in a && zypper cc', []],
  ['RUN zypper -n in a && zypper clean -a', []],
  ['RUN zypper -n in a && zypper -n clean --all', []],
  ['RUN zypper -n in a && rm -rf /var/cache/zypp/*', []],
  ['RUN --mount=type=tmpfs,target=/var/cache/zypp zypper -n in a', []],
  ['RUN --mount=type=cache,target=/var/cache zypper -n in a', []],
  ['RUN zypper refresh', []],
]);

checkCases('clean-yarn-cache', [
  ['RUN yarn install', ['DL3060']],
  ['RUN yarn install --frozen-lockfile --production', ['DL3060']],
  ['RUN yarn --cwd web install', ['DL3060']],
  ['RUN yarn cache clean && yarn install', ['DL3060']],
  ['RUN yarn install\nRUN yarn cache clean', ['DL3060']],
  ['RUN --mount=type=cache,target=/other yarn install', ['DL3060']],
  ['RUN yarn add left-pad', ['']],
  ['RUN yarn global add serve', ['']],
  ['FROM node:24 AS build\nRUN yarn install\nFROM scratch', []],
  ['RUN yarn install && yarn cache clean', []],
  ['RUN yarn install && yarn cache clean --all', []],
  ['RUN yarn install && yarn build && yarn cache clean', []],
  ['RUN yarn install && rm -rf /usr/local/share/.cache', []],
  ['RUN yarn install && rm -rf "$(yarn cache dir)"', []],
  ['RUN yarn install && rm -rf ~/.cache/yarn', []],
  ['RUN --mount=type=cache,target=/root/.cache/yarn yarn install', []],
  ['RUN --mount=type=cache,target=/usr/local/share/.cache yarn install', []],
  ['RUN yarn build', []],
  ['RUN yarn run install', []],
]);

const LISTS = 'rm -rf /var/lib/apt/lists/*';
checkFixes('clean-apt-lists', [
  [UPDATE, `${UPDATE} && ${LISTS}`],
  ['RUN set -e; apt-get update; apt-get install -y a', `RUN set -e; apt-get update; apt-get install -y a; ${LISTS}`],
  ['RUN apt-get update; apt-get install -y a', `RUN apt-get update; apt-get install -y a && ${LISTS}`],
  ['RUN apt-get update; apt-get install -y a;', `RUN apt-get update; apt-get install -y a; ${LISTS}`],
  [
    'RUN apt-get update && \\\n    apt-get install -y a',
    `RUN apt-get update && \\\n    apt-get install -y a && \\\n    ${LISTS}`,
  ],
  [
    'RUN apt-get update \\\r\n && apt-get install -y \\\r\n      a\r\nCMD x',
    `RUN apt-get update \\\r\n && apt-get install -y \\\r\n      a \\\r\n && ${LISTS}\r\nCMD x`,
  ],
  [
    'RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a',
    `RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a; \\\n\t${LISTS}`,
  ],
  [
    'RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a;\nUSER 1',
    `RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a; \\\n\t${LISTS}\nUSER 1`,
  ],
  [
    'RUN apt-get update && apt-get install -y \\\n    a \\\n    b',
    `RUN apt-get update && apt-get install -y \\\n    a \\\n    b \\\n    && ${LISTS}`,
  ],
  [
    'RUN <<EOF\n  apt-get update\n  apt-get install -y a\nEOF',
    `RUN <<EOF\n  apt-get update\n  apt-get install -y a\n  ${LISTS}\nEOF`,
  ],
  [
    'RUN bash -e <<EOF\napt-get update\napt-get install -y a\nEOF',
    `RUN bash -e <<EOF\napt-get update\napt-get install -y a\n${LISTS}\nEOF`,
  ],
  // Where it cannot simply be appended, nothing is offered.
  ['RUN apt-get update', 'RUN apt-get update'],
  ['RUN ["apt-get", "update"]', 'RUN ["apt-get", "update"]'],
  ['RUN sudo apt-get update && sudo apt-get install -y a', 'RUN sudo apt-get update && sudo apt-get install -y a'],
  ['RUN apt-get update && apt-get install -y a # why', 'RUN apt-get update && apt-get install -y a # why'],
  ['RUN apt-get update && apt-get install -y a &', 'RUN apt-get update && apt-get install -y a &'],
  [
    'RUN <<EOF\napt-get update\napt-get install -y a\nexec b\nEOF',
    'RUN <<EOF\napt-get update\napt-get install -y a\nexec b\nEOF',
  ],
  [
    'RUN <<EOF\n#!/usr/bin/env python3\napt-get update\napt-get install -y a\nEOF',
    'RUN <<EOF\n#!/usr/bin/env python3\napt-get update\napt-get install -y a\nEOF',
  ],
]);
checkFixes('clean-yum-cache', [['RUN yum -y install a', 'RUN yum -y install a && yum clean all']]);
checkFixes('clean-dnf-cache', [['RUN microdnf -y install a', 'RUN microdnf -y install a && microdnf clean all']]);
checkFixes('clean-zypper-cache', [['RUN zypper -n in a', 'RUN zypper -n in a && zypper clean --all']]);
checkFixes('clean-yarn-cache', [
  ['RUN yarn install && yarn build', 'RUN yarn install && yarn build && yarn cache clean'],
]);

it('takes lists away by itself only where nothing installs from them later', () => {
  assert.equal(isSafe('clean-apt-lists', UPDATE), true);
  assert.equal(isSafe('clean-apt-lists', `${UPDATE}\nRUN apt-get install -y b`), false);
  assert.equal(isSafe('clean-apt-lists', `${UPDATE}\nRUN ./install.sh`), false);
  assert.equal(isSafe('clean-apt-lists', `${UPDATE}\nRUN apt-get update && apt-get install -y b && ${LISTS}`), true);
  assert.equal(isSafe('clean-yum-cache', 'RUN yum -y install a'), true);
});

it('is milder where the layers come into no image', () => {
  const severities = (text: string) => findingsOf('clean-yum-cache', text).map(({ severity }) => severity);
  assert.deepEqual(severities('FROM a:1 AS b\nRUN yum install -y x\nFROM scratch'), ['info']);
  assert.deepEqual(severities('FROM a:1\nRUN yum install -y x'), ['warning']);
});
