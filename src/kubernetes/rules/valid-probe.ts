import { probeFaults } from '../admission/probes.ts';
import { podAdmission } from '../admission/rule.ts';

export const validProbe = podAdmission({
  id: 'valid-probe',
  title: 'Let each probe and hook do one thing',
  exampleOf: 'container',
  why: 'The API server refuses a probe or lifecycle hook that says in two ways or in none what to do, negative numbers, and a liveness or startup probe that wants to succeed more than once.',
  examples: [
    {
      bad: 'name: web\nimage: web:1\nlivenessProbe:\n  httpGet: { path: /healthz, port: 8080 }\n  «tcpSocket»: { port: 8080 }\n',
      good: 'name: web\nimage: web:1\nlivenessProbe:\n  httpGet: { path: /healthz, port: 8080 }\n',
    },
    {
      bad: 'name: web\nimage: web:1\nlivenessProbe:\n  tcpSocket: { port: 8080 }\n  successThreshold: «2»\n',
      good: 'name: web\nimage: web:1\nlivenessProbe:\n  tcpSocket: { port: 8080 }\n  successThreshold: 1\n',
      fixed: true,
    },
    {
      bad: 'name: web\nimage: web:1\n«readinessProbe»:\n  periodSeconds: 5\n',
      good: 'name: web\nimage: web:1\nreadinessProbe:\n  periodSeconds: 5\n  exec: { command: [/ready] }\n',
    },
  ],
  check: (pod, { file, workspace }) => probeFaults(pod, file, workspace.target),
});
