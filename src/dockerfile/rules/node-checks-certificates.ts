import { switchedOff } from '../commands/certificate-check.ts';
import type { DockerfileRule } from '../subject.ts';

export const nodeChecksCertificates: DockerfileRule = {
  id: 'node-checks-certificates',
  title: 'Let Node.js check certificates',
  severity: 'warning',
  aliases: ['checkov:CKV2_DOCKER_6'],
  why: 'With `NODE_TLS_REJECT_UNAUTHORIZED=0` Node.js takes any certificate, so anybody on the way can read and change what goes over TLS. In an ENV it holds for the program in the container, too. `NODE_EXTRA_CA_CERTS` names the certificate of an authority of one’s own.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM node:24\nENV NODE_ENV=production «NODE_TLS_REJECT_UNAUTHORIZED=0»\nUSER node',
      good: 'FROM node:24\nENV NODE_ENV=production\nUSER node',
      fixed: true,
    },
    {
      bad: 'FROM node:24\nRUN export «NODE_TLS_REJECT_UNAUTHORIZED=0» && npm ci\nUSER node',
      good: 'FROM node:24\nRUN NODE_EXTRA_CA_CERTS=/etc/ssl/company.pem npm ci\nUSER node',
    },
  ],
  check: ({ dockerfile }) => switchedOff(dockerfile, 'NODE_TLS_REJECT_UNAUTHORIZED', 'checkov:CKV2_DOCKER_6'),
};
