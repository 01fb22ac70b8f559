import { type Agreement, type Cases, container, cronJob, deployment, pod, workload } from './cases.ts';

const http = (path: string, port: string | number = 8080) => `{ httpGet: { path: ${path}, port: ${String(port)} } }`;
const ports = 'ports: [{ name: http, containerPort: 8080 }]\n';
const live = `livenessProbe: ${http('/live')}\n`;
const ready = `readinessProbe: ${http('/ready')}\n`;
const second = '  - name: second\n    image: second:1.0\n    ports: [{ containerPort: 9000 }]\n';
const initWith = (probe: string) =>
  `initContainers:\n  - name: proxy\n    image: proxy:1.0\n    restartPolicy: Always\n    ${probe}${container(ports)}`;

const missing = (other: string, probe: string): Cases => ({
  speaks: [
    pod(container(ports)),
    deployment(container(`${ports}${other}`)),
    workload('apps/v1', 'StatefulSet', container(ports)),
    workload('apps/v1', 'DaemonSet', container(`${ports}${other}`)),
    deployment(container(other)),
    deployment(container('command: [work]')),
    deployment(`${container(`${ports}${live}${ready}`)}${second}`),
    pod(container(`${ports}startupProbe: ${http('/')}`)),
    pod(container(`${ports}${probe.slice(0, probe.indexOf(':'))}: null`)),
    deployment(initWith(probe)),
  ],
  silent: [
    pod(container(`${ports}${probe}`)),
    deployment(container(`${ports}${live}${ready}`)),
    workload('apps/v1', 'StatefulSet', container(`${live}${ready}`)),
    deployment(`initContainers: [{ name: init, image: "init:1" }]\n${container(`${ports}${live}${ready}`)}`),
    pod(container(probe)),
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n',
  ],
});
const readiness = missing(live, ready);
const liveness = missing(ready, live);
const jobs = [
  workload('batch/v1', 'Job', `restartPolicy: Never\n${container(ports)}`),
  cronJob(`restartPolicy: Never\n${container()}`),
];
const silentOnJobs = (cases: Cases): Cases => ({ ...cases, silent: [...cases.silent, ...jobs] });
const differsOnJobs = (cases: Cases): Cases => ({
  ...cases,
  differs: jobs.map((text) => ({ text, speaks: false, because: 'what ends needs no probes' })),
});

const service = (selector: string, metadata = 'name: web') =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { ${metadata} }\nspec:\n  selector: ${selector}\n  ports: [{ port: 80 }]\n`;
const served = (text: string) => text + service('{ app: web }');
const inShop = (text: string) =>
  text.replace('metadata:\n  name: web\n', 'metadata:\n  name: web\n  namespace: shop\n');

export const probeTables: Agreement = {
  'kube-linter:no-readiness-probe': differsOnJobs(readiness),
  'kube-linter:no-liveness-probe': differsOnJobs(liveness),
  'kubescape:C-0018': differsOnJobs(readiness),
  'kubescape:C-0056': differsOnJobs(liveness),
  'polaris:readinessProbeMissing': silentOnJobs(readiness),
  'polaris:livenessProbeMissing': silentOnJobs(liveness),
  'checkov:CKV_K8S_9': silentOnJobs(readiness),
  'checkov:CKV_K8S_8': silentOnJobs(liveness),
  'draft:container-enforce-probes': {
    speaks: [
      pod(container(ports)),
      deployment(container('command: [work]')),
      deployment(`${container(`${ports}${live}${ready}`)}${second}`),
      pod(container(`startupProbe: ${http('/')}`)),
    ],
    silent: [
      pod(container(`${ports}${live}`)),
      deployment(container(`${ports}${ready}`)),
      deployment(container(`${live}${ready}`)),
      pod(container(live)),
    ],
  },
  'kube-score:pod-probes': {
    speaks: [
      served(deployment(container(ports))),
      served(deployment(container(`${ports}${live}`))),
      served(deployment(container('command: [serve]'))),
      served(deployment(`${container()}${second}`)),
      served(workload('apps/v1', 'StatefulSet', container())),
      served(workload('apps/v1', 'DaemonSet', container(ports))),
      inShop(deployment(container(ports))) + service('{ app: web }', 'name: web, namespace: shop'),
      pod(container(ports), 'name: app\nlabels: { app: web, tier: front }') + service('{ tier: front, app: web }'),
    ],
    silent: [
      deployment(container(ports)),
      served(deployment(container(`${ports}${live}${ready}`))),
      served(deployment(container(ready))),
      served(deployment(`${container(`${ports}${ready}`)}${second}`)),
      served(deployment(initWith(ready))),
      deployment(container(ports)) + service('{ app: other }'),
      deployment(container(ports)) + service('{ app: web, tier: front }'),
      deployment(container(ports)) + service('{ app: web }', 'name: web, namespace: shop'),
      served(cronJob(`restartPolicy: Never\n${container(ports)}`)),
      served(workload('batch/v1', 'Job', `restartPolicy: Never\n${container(ports)}`)),
    ],
    differs: [
      {
        text: `${deployment(container(ports))}---\napiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { type: ExternalName, externalName: db.example.com }\n`,
        speaks: false,
        because: 'a Service without selector selects nothing',
      },
      {
        text: deployment(container(ports)) + service('{ app: web }', 'name: web, namespace: default'),
        speaks: true,
        because: 'an object without namespace goes to `default`',
      },
    ],
  },
};
