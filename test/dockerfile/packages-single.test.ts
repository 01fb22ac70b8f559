import assert from 'node:assert/strict';
import { it } from 'node:test';
import { findingsOf } from './examples.ts';
import { checkCases, checkFixes, isSafe } from './package-cases.ts';

const APT = 'DL3027 CKV_DOCKER_9';
checkCases('apt-get-in-scripts', [
  ['RUN apt install -y curl', [APT]],
  ['RUN apt update && apt install -y curl', [APT, APT]],
  ['RUN apt list', [APT]],
  ['RUN apt', [APT]],
  ['RUN /usr/bin/apt install -y curl', [APT]],
  ['RUN sudo apt install -y curl', [APT]],
  ['RUN <<EOF\napt install -y curl\nEOF', [APT]],
  ['RUN ["apt", "install", "-y", "curl"]', [APT]],
  ['ONBUILD RUN apt update', [APT]],
  ['RUN apt-get install -y apt', []],
  ['RUN apt-cache search apt', []],
  ['RUN apt-key add x', []],
  ['RUN apt-mark hold apt', []],
  ['RUN echo apt install', []],
  ['RUN rm -rf /var/lib/apt', []],
  ['WORKDIR /apt', []],
]);
checkFixes('apt-get-in-scripts', [
  ['RUN apt install -y a && apt purge -y b', 'RUN apt-get install -y a && apt-get purge -y b'],
  ['RUN apt -y install a', 'RUN apt-get -y install a'],
  ['RUN /usr/bin/apt update', 'RUN /usr/bin/apt-get update'],
  ['RUN ["apt", "update"]', 'RUN ["apt-get", "update"]'],
  ['RUN apt show a', 'RUN apt-cache show a'],
  ['RUN apt list', 'RUN apt list'],
]);

checkCases('no-distribution-upgrade', [
  ['RUN zypper dup', ['DL3035']],
  ['RUN zypper -n dist-upgrade', ['DL3035']],
  ['RUN zypper dup -y --no-recommends', ['DL3035']],
  ['RUN apt-get dist-upgrade -y', ['DS-0024']],
  ['RUN apt-get update && apt-get -y dist-upgrade', ['DS-0024']],
  ['RUN apt full-upgrade -y', ['']],
  ['RUN apt-get upgrade -y', []],
  ['RUN zypper -n up', []],
  ['RUN zypper -n patch', []],
  ['RUN zypper -n install dup', []],
  ['RUN apt-get install -y dist-upgrade', []],
]);

checkCases('package-signatures', [
  ['RUN apk add --allow-untrusted x.apk', ['CKV2_DOCKER_7']],
  ['RUN apk --allow-untrusted add x.apk', ['CKV2_DOCKER_7']],
  ['RUN sudo apk add --allow-untrusted x.apk', ['CKV2_DOCKER_7']],
  ['RUN apt-get install -y --allow-unauthenticated x', ['CKV2_DOCKER_8']],
  ['RUN apt-get --allow-unauthenticated upgrade', ['CKV2_DOCKER_8']],
  ['RUN apt-get install -y --force-yes x', ['CKV2_DOCKER_11']],
  ['RUN apt-get install --force-yes --allow-unauthenticated x', ['CKV2_DOCKER_11', 'CKV2_DOCKER_8']],
  ['RUN apt-get -o APT::Get::AllowUnauthenticated=true install x', ['']],
  ['RUN apt install --allow-unauthenticated x', ['']],
  ['RUN yum install -y --nogpgcheck x', ['CKV2_DOCKER_9']],
  ['RUN dnf --nogpgcheck install -y x', ['CKV2_DOCKER_9']],
  ['RUN tdnf install -y --nogpgcheck x', ['CKV2_DOCKER_9']],
  ['RUN microdnf install -y --nogpgcheck x', ['CKV2_DOCKER_9']],
  ['RUN dnf install -y --setopt=gpgcheck=0 x', ['']],
  ['RUN dnf --setopt=*.gpgcheck=false install x', ['']],
  ['RUN rpm -i --nosignature x.rpm', ['CKV2_DOCKER_10']],
  ['RUN rpm -Uvh --nodigest --nofiledigest x.rpm', ['CKV2_DOCKER_10', 'CKV2_DOCKER_10']],
  ['RUN rpm --noverify -i x.rpm', ['CKV2_DOCKER_10']],
  ['RUN zypper --no-gpg-checks install x', ['']],
  ['RUN <<EOF\napk add --allow-untrusted x.apk\nEOF', ['CKV2_DOCKER_7']],
  ['RUN apk add x.apk', []],
  ['RUN echo --allow-untrusted', []],
  ['RUN apt-get -o APT::Get::AllowUnauthenticated=false install x', []],
  ['RUN dnf --setopt=gpgcheck=1 install x', []],
  ['RUN rpm --import key.asc', []],
  ['RUN zypper --gpg-auto-import-keys refresh', []],
  ['RUN cargo install --force-yes', []],
]);
checkFixes('package-signatures', [
  ['RUN apk add --allow-untrusted x.apk', 'RUN apk add x.apk'],
  ['RUN rpm -i --nodigest  --nosignature x', 'RUN rpm -i x'],
  ['RUN ["apk", "add", "--allow-untrusted", "x"]', 'RUN ["apk", "add", "--allow-untrusted", "x"]'],
  ['RUN apk add \\\n  --allow-untrusted x.apk', 'RUN apk add \\\n x.apk'],
]);

const ALONE = 'DS-0017 CKV_DOCKER_5';
checkCases('update-with-install', [
  ['RUN apt-get update', [ALONE]],
  ['RUN apt update', [ALONE]],
  ['RUN apt-get -qq update -y', [ALONE]],
  ['RUN apk update', [ALONE]],
  ['RUN yum update -y', [ALONE]],
  ['RUN yum -y update && yum clean all', [ALONE]],
  ['RUN dnf update -y', [ALONE]],
  ['RUN microdnf update -y', ['CKV_DOCKER_5']],
  ['RUN zypper update', [ALONE]],
  ['RUN zypper -n up', ['DS-0017']],
  ['RUN zypper refresh', ['']],
  ['RUN apt-get update && echo done', [ALONE]],
  ['RUN apt-get update\nRUN apt-get install -y curl', ['DS-0017']],
  ['RUN apt-get install -y curl && apt-get update', ['DS-0017']],
  ['RUN apt-get update && pip3 install x', ['DS-0017']],
  ['RUN ["apt-get", "update"]', ['DS-0017']],
  ['RUN <<EOF\napt-get update\nEOF', ['DS-0017']],
  ['RUN apt-get update && apt-get install -y curl', []],
  ['RUN apt-get update; apt-get install -y curl', []],
  ['RUN apt-get update && apt install -y curl', []],
  ['RUN apt-get update && apt-get upgrade -y', []],
  ['RUN apt-get update && apt-get dist-upgrade -y', []],
  ['RUN apt-get update && apt-get build-dep -y x', []],
  ['RUN apt-get update && if true; then apt-get install -y x; fi', []],
  ['RUN apt-get update && curl https://example.com/x | bash -', []],
  ['RUN apt-get update && ./install.sh', []],
  ['RUN apt-get update && xx-apt-get install -y gcc', []],
  ['RUN apk update && apk add curl', []],
  ['RUN apk update && apk upgrade', []],
  ['RUN zypper refresh && zypper -n in curl', []],
  ['RUN yum update -y openssl', []],
  ['RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update', []],
  ['RUN update-ca-certificates', []],
  ['RUN npm update', []],
  ['RUN git submodule update', []],
]);
checkFixes('update-with-install', [
  ['RUN apt-get update\nRUN apt-get install -y a', 'RUN apt-get update && apt-get install -y a'],
  ['RUN apt-get update\r\n\r\nRUN apt-get install -y \\\r\n  a', 'RUN apt-get update && apt-get install -y \\\r\n  a'],
  ['RUN apt-get update\n# tools\nRUN apt-get install -y a', '# tools\nRUN apt-get update && apt-get install -y a'],
  ['RUN apk update\nRUN apk add a && x', 'RUN apk update && apk add a && x'],
  // A failing update would not fail the build, or the RUNs are not alike.
  ['RUN apt-get update\nRUN apt-get install -y a; x', 'RUN apt-get update\nRUN apt-get install -y a; x'],
  ['RUN apt-get update\nRUN apt-get install -y a || x', 'RUN apt-get update\nRUN apt-get install -y a || x'],
  ['RUN apt-get update && x\nRUN apt-get install -y a', 'RUN apt-get update && x\nRUN apt-get install -y a'],
  ['RUN apt-get update\nENV A=b\nRUN apt-get install a', 'RUN apt-get update\nENV A=b\nRUN apt-get install a'],
  [
    'RUN apt-get update\nRUN --network=none apt-get install a',
    'RUN apt-get update\nRUN --network=none apt-get install a',
  ],
  ['RUN apt-get update\nRUN make', 'RUN apt-get update\nRUN make'],
]);

it('applies by itself what cannot change what is built', () => {
  assert.equal(isSafe('update-with-install', 'RUN apt-get update\nRUN apt-get install -y a'), true);
  assert.equal(isSafe('package-signatures', 'RUN apk add --allow-untrusted x.apk'), false);
  assert.equal(isSafe('apt-get-in-scripts', 'RUN apt install a'), true);
  assert.equal(isSafe('apt-get-in-scripts', 'RUN apt upgrade'), false);
});

it('takes an upgrade by apt-get more lightly than one by zypper', () => {
  const severity = (run: string) => findingsOf('no-distribution-upgrade', `FROM a:1\n${run}`)[0]?.severity;
  assert.equal(severity('RUN apt-get dist-upgrade'), 'info');
  assert.equal(severity('RUN zypper dup'), 'warning');
});
