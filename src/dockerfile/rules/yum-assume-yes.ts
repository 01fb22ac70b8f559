import { promptRule } from '../commands/missing-option.ts';
import { rpmConfiguration } from '../commands/package-calls.ts';
import { yum } from '../commands/package-managers.ts';

export const yumAssumeYes = promptRule(
  {
    id: 'yum-assume-yes',
    title: 'Answer yum’s question with -y',
    why: 'yum shows what it is going to do and asks whether that is right. A build has no one to answer, so it stops there with “Operation aborted”.',
    examples: [
      {
        bad: 'FROM rockylinux:9\nRUN yum «install» httpd && yum clean all',
        good: 'FROM rockylinux:9\nRUN yum install -y httpd && yum clean all',
        fixed: true,
      },
      {
        bad: 'FROM rockylinux:9\nRUN yum -q «groupinstall» "Development Tools"',
        good: 'FROM rockylinux:9\nRUN yum -q --assumeyes groupinstall "Development Tools"',
      },
    ],
  },
  {
    manager: yum,
    peers: {
      'hadolint:DL3030': [
        'yum install',
        'yum groupinstall',
        'yum localinstall',
        'yum module install',
        'yum group install',
        'yum groups install',
      ],
    },
    satisfied: ({ dockerfile }) => rpmConfiguration(dockerfile, 'assumeyes'),
  },
);
