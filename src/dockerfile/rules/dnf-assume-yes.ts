import { promptRule } from '../commands/missing-option.ts';
import { rpmConfiguration } from '../commands/package-calls.ts';
import { dnf } from '../commands/package-managers.ts';

const INSTALLS = ['install', 'groupinstall', 'localinstall', 'module install', 'group install', 'environment install'];

export const dnfAssumeYes = promptRule(
  {
    id: 'dnf-assume-yes',
    title: 'Answer dnf’s question with -y',
    why: 'dnf and microdnf show what they are going to do and ask whether that is right. A build has no one to answer, so it stops there with “Operation aborted”.',
    examples: [
      {
        bad: 'FROM fedora:43\nRUN dnf «install» nginx && dnf clean all',
        good: 'FROM fedora:43\nRUN dnf install -y nginx && dnf clean all',
        fixed: true,
      },
      {
        bad: 'FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf «install» tar && microdnf clean all',
        good: 'FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf -y install tar && microdnf clean all',
      },
    ],
  },
  {
    manager: dnf,
    peers: { 'hadolint:DL3038': ['dnf', 'microdnf'].flatMap((name) => INSTALLS.map((what) => `${name} ${what}`)) },
    satisfied: ({ dockerfile }) => rpmConfiguration(dockerfile, 'assumeyes'),
  },
);
