import { type Agreement, container, cronJob, deployment, pod, workload, type Cases } from './cases.ts';

const resources = (value: string) => container(`resources: ${value}`);
const limits = (value: string) => resources(`{ requests: { cpu: 100m, memory: 64Mi }, limits: ${value} }`);
const requests = (value: string) => resources(`{ requests: ${value}, limits: { cpu: 1, memory: 128Mi } }`);
const full = requests('{ cpu: 100m, memory: 64Mi }');
const withInit = (fields: string, main = full) =>
  `initContainers:\n  - name: init\n    image: init:1.0\n    ${fields}\n${main}`;
const initFull = 'resources: { requests: { cpu: 10m, memory: 8Mi }, limits: { cpu: 1, memory: 8Mi } }';
const sidecar = (fields: string) => withInit(`restartPolicy: Always\n    ${fields}`);
const two = (fields: string) => `${full}  - name: second\n    image: b:1.0\n    ${fields}\n`;

/** What every peer says of a container that lacks an amount, whatever the workload. */
const anywhere = (lacking: string) => [
  pod(lacking),
  deployment(lacking),
  workload('apps/v1', 'StatefulSet', lacking),
  workload('apps/v1', 'DaemonSet', lacking),
  workload('batch/v1', 'Job', `restartPolicy: Never\n${lacking}`),
  cronJob(`restartPolicy: Never\n${lacking}`),
];
const complete = [
  pod(full),
  deployment(full),
  workload('apps/v1', 'StatefulSet', full),
  workload('apps/v1', 'DaemonSet', full),
  cronJob(`restartPolicy: OnFailure\n${full}`),
  pod(resources('{ requests: { cpu: "0.1", memory: "67108864" }, limits: { cpu: 500m, memory: 0.5Gi } }')),
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\ndata: { cpu: "1" }\n',
];
const both = (main: Cases, more: Partial<Cases>): Cases => ({
  speaks: [...main.speaks, ...(more.speaks ?? [])],
  silent: [...main.silent, ...(more.silent ?? [])],
  ...(more.differs ? { differs: more.differs } : {}),
});

const noCpuRequest = requests('{ memory: 64Mi }');
const cpuRequest: Cases = {
  speaks: [...anywhere(noCpuRequest), pod(two('resources: { requests: { memory: 1Mi } }'))],
  silent: complete,
};
const noMemoryRequest = requests('{ cpu: 100m }');
const memoryRequest: Cases = {
  speaks: [...anywhere(noMemoryRequest), pod(two('resources: { requests: { cpu: 1m } }'))],
  silent: complete,
};
const noCpuLimit = limits('{ memory: 128Mi }');
const cpuLimit: Cases = {
  speaks: [...anywhere(noCpuLimit), pod(container()), pod(resources('{}')), pod(two('resources: { limits: null }'))],
  silent: complete,
};
const noMemoryLimit = limits('{ cpu: 1 }');
const memoryLimit: Cases = {
  speaks: [...anywhere(noMemoryLimit), pod(container()), pod(resources('{}')), pod(two('resources: { limits: null }'))],
  silent: complete,
};

const ofInit = (lacking: string): Partial<Cases> => ({
  speaks: [pod(withInit(lacking)), deployment(sidecar(lacking))],
  silent: [deployment(withInit(initFull))],
});
const notOfInit = (lacking: string): Partial<Cases> => ({
  silent: [pod(withInit(lacking)), deployment(sidecar(lacking))],
});
const initNoRequests = 'resources: { limits: { cpu: 1, memory: 8Mi }, requests: {} }';
const initNoLimits = 'resources: { requests: { cpu: 1m, memory: 8Mi } }';
const implied = pod(resources('{ limits: { cpu: 1, memory: 128Mi } }'));
const sharedByPod = (amounts: string, only: string) => ({
  text: pod(`resources: ${amounts}\n${only}`),
  speaks: false,
  because: 'what the whole pod has counts for its containers since Kubernetes 1.34',
});
const shared = sharedByPod(
  '{ requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }',
  container('command: [a]'),
);
const zero = (side: string, name: string) =>
  pod(resources(`{ requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi }, ${side}: { ${name} } }`));
const noContainers = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';

export const resourceTables: Agreement = {
  'kube-linter:unset-cpu-requirements': both(both(cpuRequest, ofInit(initNoRequests)), {
    speaks: [
      implied,
      pod(resources('{ requests: { cpu: 0, memory: 1Gi } }')),
      pod(resources('{ requests: { cpu: "0", memory: 1Gi } }')),
      workload('apps/v1', 'ReplicaSet', noCpuRequest),
      workload('v1', 'ReplicationController', noCpuRequest),
    ],
    silent: [pod(resources('{ requests: { cpu: 1m } }')), noContainers],
    differs: [shared],
  }),
  'kube-linter:unset-memory-requirements': both(both(memoryLimit, ofInit(initNoLimits)), {
    speaks: [zero('limits', 'memory: "0"').replace('limits: { cpu: 1, memory: 1Gi }, ', '')],
    silent: [pod(resources('{ limits: { memory: 1Mi } }')), noContainers],
    differs: [shared],
  }),
  'checkov:CKV_K8S_10': both(both(cpuRequest, ofInit(initNoRequests)), {
    speaks: [
      pod(container()),
      workload('v1', 'ReplicationController', noCpuRequest),
      `apiVersion: v1\nkind: PodTemplate\nmetadata: { name: t }\ntemplate:\n  spec:\n    containers: [{ name: a, image: "a:1" }]\n`,
    ],
    silent: [implied],
  }),
  'checkov:CKV_K8S_12': both(both(memoryRequest, ofInit(initNoRequests)), {
    speaks: [pod(container()), workload('apps/v1', 'ReplicaSet', noMemoryRequest)],
    silent: [implied],
  }),
  'checkov:CKV_K8S_11': both(cpuLimit, ofInit(initNoLimits)),
  'checkov:CKV_K8S_13': both(memoryLimit, ofInit(initNoLimits)),
  'trivy:KSV-0015': both(both(cpuRequest, ofInit(initNoRequests)), { speaks: [implied, pod(container())] }),
  'trivy:KSV-0016': both(both(memoryRequest, ofInit(initNoRequests)), { speaks: [implied, pod(container())] }),
  'trivy:KSV-0011': both(cpuLimit, ofInit(initNoLimits)),
  'trivy:KSV-0018': both(memoryLimit, ofInit(initNoLimits)),
  'polaris:cpuRequestsMissing': both(both(cpuRequest, notOfInit(initNoRequests)), { speaks: [implied] }),
  'polaris:memoryRequestsMissing': both(both(memoryRequest, notOfInit(initNoRequests)), { speaks: [implied] }),
  'polaris:cpuLimitsMissing': both(cpuLimit, notOfInit(initNoLimits)),
  'polaris:memoryLimitsMissing': both(memoryLimit, notOfInit(initNoLimits)),
  'kubescape:C-0268': both(both(cpuRequest, notOfInit(initNoRequests)), { speaks: [implied, pod(container())] }),
  'kubescape:C-0269': both(both(memoryRequest, notOfInit(initNoRequests)), { speaks: [implied, pod(container())] }),
  'kubescape:C-0270': both(cpuLimit, notOfInit(initNoLimits)),
  'kubescape:C-0271': both(memoryLimit, notOfInit(initNoLimits)),
  'kubescape:C-0004': both(both(memoryLimit, memoryRequest), notOfInit(initNoLimits)),
  'kubescape:C-0050': both(both(cpuLimit, cpuRequest), notOfInit(initNoLimits)),
  'kubescape:C-0009': both(both(cpuLimit, memoryLimit), {
    silent: [pod(noCpuRequest), deployment(noMemoryRequest), pod(withInit(initNoLimits))],
  }),
  'draft:container-resource-limits': both(both(cpuLimit, memoryLimit), ofInit(initNoLimits)),
  'kube-score:container-resources': both(
    {
      speaks: [
        ...[cpuRequest, memoryRequest, cpuLimit, memoryLimit].flatMap(({ speaks }) => speaks),
        implied,
        pod(resources('{ requests: { cpu: "0", memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }')),
      ],
      silent: [...complete, noContainers],
      differs: [shared],
    },
    ofInit(initNoLimits),
  ),
};
