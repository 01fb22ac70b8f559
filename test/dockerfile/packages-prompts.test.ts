import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkCases, checkFixes, fixedBy, isSafe } from './package-cases.ts';

const APT = 'DL3014 DS-0021';

checkCases('apt-get-assume-yes', [
  ['RUN apt-get install curl', [APT]],
  ['RUN apt-get install', [APT]],
  ['RUN apt-get install -f', [APT]],
  ['RUN apt-get -q install curl', [APT]],
  ['RUN apt-get --quiet install curl', [APT]],
  ['RUN apt-get -q=1 install curl', [APT]],
  ['RUN apt-get install --force-yes curl', [APT]],
  ['RUN DEBIAN_FRONTEND=noninteractive apt-get install curl', [APT]],
  ['ENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get install curl', [APT]],
  ['RUN apt-get -t trixie-backports install curl', [APT]],
  ['RUN apt-get -o Dpkg::Options::="--force-confold" install curl', [APT]],
  ['RUN apt-get install -y a && apt-get install b', [APT]],
  ['RUN apt-get install a; apt-get install b', [APT, APT]],
  ['RUN if [ -n "$X" ]; then apt-get install a; fi', [APT]],
  ['RUN X=$(apt-get install a)', [APT]],
  ['RUN (apt-get install a)', [APT]],
  ['RUN sudo apt-get install a', [APT]],
  ['RUN env A=b apt-get install a', [APT]],
  ['RUN /usr/bin/apt-get install a', [APT]],
  ['RUN sh -c "apt-get install a"', [APT]],
  ['RUN <<EOF\napt-get install a\nEOF', [APT]],
  ['RUN ["apt-get", "install", "a"]', [APT]],
  ['ONBUILD RUN apt-get install a', [APT]],
  ['RUN apt-get \\\n  install \\\n  # what for\n  a', [APT]],
  ['RUN apt-get upgrade', ['']],
  ['RUN apt-get remove curl', ['']],
  ['RUN apt install curl', ['']],
  ['RUN apt-get install -y curl', []],
  ['RUN apt-get -y install curl', []],
  ['RUN apt-get install curl -y', []],
  ['RUN apt-get install --yes curl', []],
  ['RUN apt-get --assume-yes install curl', []],
  ['RUN apt-get install -qy curl', []],
  ['RUN apt-get install -yqq curl', []],
  ['RUN apt-get -qq install curl', []],
  ['RUN apt-get -q -q install curl', []],
  ['RUN apt-get -q=2 install curl', []],
  ['RUN apt-get --quiet=3 install curl', []],
  ['RUN apt-get -o APT::Get::Assume-Yes=true install curl', []],
  ['RUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90yes\nRUN apt-get install curl', []],
  ['COPY 90yes /etc/apt/apt.conf.d/\nRUN apt-get install curl', []],
  ['RUN apt-get update', []],
  ['RUN apt-get autoremove', []],
  ['RUN apt-get purge --auto-remove', []],
  ['RUN apt-get clean', []],
  ['RUN apt-get download curl', []],
  ['RUN echo apt-get install curl', []],
  ['# RUN apt-get install curl', []],
  ['CMD apt-get install curl', []],
]);

checkCases('yum-assume-yes', [
  ['RUN yum install httpd', ['DL3030']],
  ['RUN yum -q install httpd', ['DL3030']],
  ['RUN yum groupinstall "Development Tools"', ['DL3030']],
  ['RUN yum localinstall x.rpm', ['DL3030']],
  ['RUN yum module install nodejs:20', ['DL3030']],
  ['RUN yum --enablerepo epel install httpd', ['DL3030']],
  ['RUN yum update', ['']],
  ['RUN yum remove httpd', ['']],
  ['RUN yum -y install httpd', []],
  ['RUN yum install httpd -y', []],
  ['RUN yum --assumeyes install httpd', []],
  ['RUN yum install -qy httpd', []],
  ['RUN yum --setopt=assumeyes=1 install httpd', []],
  ['RUN echo assumeyes=1 >> /etc/yum.conf && yum install httpd', []],
  ['RUN yum makecache', []],
  ['RUN yum clean all', []],
  ['RUN yum module enable nodejs:20', []],
  ['RUN yum list installed', []],
]);

checkCases('dnf-assume-yes', [
  ['RUN dnf install nginx', ['DL3038']],
  ['RUN microdnf install tar', ['DL3038']],
  ['RUN dnf module install nodejs:22', ['DL3038']],
  ['RUN dnf group install x', ['DL3038']],
  ['RUN dnf groupinstall x', ['DL3038']],
  ['RUN dnf --setopt install_weak_deps=False install nginx', ['DL3038']],
  ['RUN dnf5 install nginx', ['']],
  ['RUN tdnf install nginx', ['']],
  ['RUN dnf upgrade', ['']],
  ['RUN dnf builddep x.spec', ['']],
  ['RUN dnf install -y nginx', []],
  ['RUN dnf -qy install nginx', []],
  ['RUN microdnf -y install tar', []],
  ['RUN microdnf install --assumeyes tar', []],
  ['RUN dnf clean all', []],
  ['RUN dnf module enable nodejs:22', []],
]);

checkCases('zypper-non-interactive', [
  ['RUN zypper install curl', ['DL3034']],
  ['RUN zypper in curl', ['DL3034']],
  ['RUN zypper rm vim', ['DL3034']],
  ['RUN zypper remove vim', ['DL3034']],
  ['RUN zypper source-install x', ['DL3034']],
  ['RUN zypper si x', ['DL3034']],
  ['RUN zypper patch', ['DL3034']],
  ['RUN zypper --gpg-auto-import-keys in curl', ['DL3034']],
  ['RUN zypper -q in curl', ['DL3034']],
  ['RUN zypper update', ['']],
  ['RUN zypper dup', ['']],
  ['RUN zypper -n in curl', []],
  ['RUN zypper --non-interactive in curl', []],
  ['RUN zypper in -y curl', []],
  ['RUN zypper in --no-confirm curl', []],
  ['RUN zypper -nq in curl', []],
  ['RUN zypper in -ly curl', []],
  ['RUN zypper -n patch', []],
  ['RUN zypper refresh', []],
  ['RUN zypper addrepo https://example.com/x.repo', []],
]);

checkFixes('apt-get-assume-yes', [
  ['RUN apt-get install curl', 'RUN apt-get install -y curl'],
  ['RUN apt-get \\\r\n  install \\\r\n  curl', 'RUN apt-get \\\r\n  install -y \\\r\n  curl'],
  ['RUN apt-get "install" curl', 'RUN apt-get "install" -y curl'],
  ['RUN ["apt-get","install","a"]', 'RUN ["apt-get","install", "-y","a"]'],
  ['RUN <<EOF\napt-get install a\nEOF', 'RUN <<EOF\napt-get install -y a\nEOF'],
  ["RUN sh -c 'apt-get install a'", "RUN sh -c 'apt-get install -y a'"],
  ['RUN sudo apt-get install a', 'RUN sudo apt-get install -y a'],
  ['RUN apt-get install a; apt-get install b', 'RUN apt-get install -y a; apt-get install -y b'],
]);
checkFixes('zypper-non-interactive', [['RUN zypper in curl', 'RUN zypper -n in curl']]);
checkFixes('dnf-assume-yes', [['RUN dnf group install x', 'RUN dnf group install -y x']]);

it('answers for every manager by *fix all*, and there is nothing left to say', () => {
  assert.equal(isSafe('apt-get-assume-yes', 'RUN apt-get install a'), true);
  assert.equal(
    fixedBy('apt-get-assume-yes', 'RUN apt-get install a && apt install b'),
    'RUN apt-get install -y a && apt install -y b',
  );
  assert.equal(fixedBy('yum-assume-yes', 'RUN yum update'), 'RUN yum update -y');
});
