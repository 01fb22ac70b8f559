import { switchedOff } from '../commands/certificate-check.ts';
import type { DockerfileRule } from '../subject.ts';

export const pythonChecksCertificates: DockerfileRule = {
  id: 'python-checks-certificates',
  title: 'Let Python check certificates',
  severity: 'warning',
  aliases: ['checkov:CKV2_DOCKER_5'],
  why: 'With `PYTHONHTTPSVERIFY=0` Python’s own HTTPS takes any certificate, so anybody on the way can read and change what goes over it. In an ENV it holds for the program in the container, too.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM python:2.7\nENV «PYTHONHTTPSVERIFY=0»\nUSER 65532',
      good: 'FROM python:2.7\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM python:2.7\nRUN «PYTHONHTTPSVERIFY=0» python setup.py install\nUSER 65532',
      good: 'FROM python:2.7\nRUN python setup.py install\nUSER 65532',
      fixed: true,
    },
  ],
  check: ({ dockerfile }) => switchedOff(dockerfile, 'PYTHONHTTPSVERIFY', 'checkov:CKV2_DOCKER_5'),
};
