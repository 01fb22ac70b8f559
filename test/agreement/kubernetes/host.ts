import { container, cronJob, deployment, on, pod, workload, type Agreement, type Cases } from './cases.ts';

/** A switch of the pod. */
function flag(key: string): Cases {
  const set = `${key}: true\n${container()}`;
  return {
    speaks: [
      pod(set),
      deployment(set),
      cronJob(set),
      workload('apps/v1', 'DaemonSet', set),
      workload('batch/v1', 'Job', set),
    ],
    silent: [
      pod(container()),
      deployment(`${key}: false\n${container()}`),
      cronJob(`${key}: null\n${container()}`),
      pod(container(`env: [{ name: ${key}, value: "true" }]`)),
    ],
  };
}
const network = flag('hostNetwork');
const pid = flag('hostPID');
const ipc = flag('hostIPC');

const ports = (list: string) => container(`ports: ${list}`);
const hostPort = ports('[{ containerPort: 8080, hostPort: 80 }]');
const inInit = (fields: string) => `initContainers:\n  - name: set-up\n    image: a:1\n    ${fields}\n${container()}`;
const portInInit = pod(inInit('ports: [{ containerPort: 1, hostPort: 9 }]'));
const portTaken: Cases = {
  speaks: [
    pod(hostPort),
    deployment(ports('[{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }]')),
    cronJob(hostPort),
    workload('apps/v1', 'DaemonSet', ports('[{ name: a, containerPort: 53, hostPort: 53, protocol: UDP }]')),
  ],
  silent: [
    pod(container()),
    deployment(ports('[{ containerPort: 80 }]')),
    cronJob(ports('[]')),
    pod(container('env: [{ name: hostPort, value: "80" }]')),
  ],
};
const withInit = (cases: Cases): Cases => ({ ...cases, speaks: [...cases.speaks, portInInit] });
const ofZero = { text: pod(ports('[{ containerPort: 80, hostPort: 0 }]')), speaks: false, because: '0 is no port' };

const windows = (value: string) => `securityContext: { windowsOptions: { hostProcess: ${value} } }`;
const hostProcess: Cases = {
  speaks: [
    pod(`${windows('true')}\n${container()}`),
    pod(container(windows('true'))),
    deployment(container(windows('true'))),
    workload('apps/v1', 'DaemonSet', `hostNetwork: true\n${windows('true')}\n${container()}`),
  ],
  silent: [
    pod(container()),
    pod(container(windows('false'))),
    deployment(`${windows('false')}\n${container()}`),
    pod(container('securityContext: { windowsOptions: { runAsUserName: a } }')),
  ],
};
const processInInit = pod(inInit(windows('true')));

const ssh = (port: string) => container(`ports: [${port}]`);
const service = (ports: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports: [${ports}]\n`;
const beside = (ports: string) => `${service(ports)}---\n${deployment(container())}`;

/** What of the node a pod takes: namespaces, ports, processes; and the ports it opens. */
export const hostTables: Agreement = {
  'kube-linter:host-network': network,
  'polaris:hostNetworkSet': network,
  'checkov:CKV_K8S_19': network,
  'trivy:KSV-0009': network,
  'kubescape:C-0041': network,
  'kube-linter:host-pid': pid,
  'polaris:hostPIDSet': pid,
  'checkov:CKV_K8S_17': pid,
  'trivy:KSV-0010': pid,
  'kubescape:C-0275': pid,
  'kube-linter:host-ipc': ipc,
  'polaris:hostIPCSet': ipc,
  'checkov:CKV_K8S_18': ipc,
  'trivy:KSV-0008': ipc,
  'kubescape:C-0276': ipc,
  'kubescape:C-0038': {
    speaks: [...pid.speaks, ...ipc.speaks],
    silent: [...pid.silent, ...ipc.silent, ...network.speaks],
  },
  'psa:hostNamespaces': {
    speaks: [...network.speaks, ...pid.speaks, ...ipc.speaks, on('1.20', pod(`hostPID: true\n${container()}`))],
    silent: [...network.silent, ...pid.silent, pod(`hostUsers: true\n${container()}`)],
  },
  'polaris:hostPortSet': { ...withInit(portTaken), silent: [...portTaken.silent, ofZero.text] },
  'checkov:CKV_K8S_26': { ...withInit(portTaken), differs: [ofZero] },
  'trivy:KSV-0024': { ...withInit(portTaken), differs: [ofZero] },
  'psa:hostPorts': { ...withInit(portTaken), silent: [...portTaken.silent, ofZero.text] },
  'kubescape:C-0044': { ...portTaken, silent: [...portTaken.silent, portInInit], differs: [ofZero] },
  'polaris:hostProcess': { ...hostProcess, silent: [...hostProcess.silent, processInInit] },
  'trivy:KSV-0103': { ...hostProcess, speaks: [...hostProcess.speaks, processInInit] },
  'psa:windowsHostProcess': { ...hostProcess, speaks: [...hostProcess.speaks, processInInit] },
  'psa:hostProbesAndHostLifecycle': {
    speaks: [
      pod(container('livenessProbe: { httpGet: { host: 10.0.0.1, port: 80 } }')),
      deployment(container('readinessProbe: { tcpSocket: { host: localhost, port: 80 } }')),
      cronJob(container('lifecycle: { preStop: { httpGet: { host: 127.0.0.1, port: 80 } } }')),
      on('1.34', pod(container('lifecycle: { postStart: { tcpSocket: { host: a.b, port: 80 } } }'))),
      pod(inInit('restartPolicy: Always\n    startupProbe: { httpGet: { host: a, port: 80 } }')),
    ],
    silent: [
      pod(container('livenessProbe: { httpGet: { port: 80 } }')),
      deployment(container('readinessProbe: { httpGet: { host: "", port: 80 } }')),
      on('1.33', pod(container('livenessProbe: { httpGet: { host: 10.0.0.1, port: 80 } }'))),
      pod(container('livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: Host, value: a.b }] } }')),
      pod(container('lifecycle: { preStop: { exec: { command: [curl, localhost] } } }')),
    ],
  },
  'trivy:KSV-0007': {
    speaks: [
      pod(`hostAliases: [{ ip: 10.0.0.1, hostnames: [db] }]\n${container()}`),
      deployment(`hostAliases:\n  - ip: 10.0.0.1\n    hostnames: [db]\n${container()}`),
      cronJob(`hostAliases: []\n${container()}`),
    ],
    silent: [
      pod(container()),
      deployment(`hostname: db\n${container()}`),
      cronJob(`dnsConfig: { nameservers: [10.0.0.1] }\n${container()}`),
    ],
  },
  'kube-linter:ssh-port': {
    speaks: [
      pod(ssh('{ containerPort: 22 }')),
      deployment(ssh('{ containerPort: 22, protocol: TCP }')),
      cronJob(ssh('{ containerPort: 80 }, { name: ssh, containerPort: 22 }')),
      pod(inInit('ports: [{ containerPort: 22 }]')),
    ],
    silent: [
      pod(container()),
      deployment(ssh('{ containerPort: 22, protocol: UDP }')),
      cronJob(ssh('{ containerPort: 2222 }')),
      pod(ssh('{ containerPort: 8022, hostPort: 22 }')),
      service('{ port: 22 }'),
    ],
  },
  'kubescape:C-0042': {
    speaks: [
      beside('{ port: 22 }'),
      beside('{ port: 80, targetPort: 22 }'),
      beside('{ port: 2222 }'),
      beside('{ name: a, port: 80 }, { name: b, port: 22, targetPort: 2222 }'),
    ],
    silent: [
      beside('{ port: 80 }'),
      service('{ port: 22 }'),
      beside('{ port: 80, targetPort: 8022 }'),
      deployment(ssh('{ containerPort: 22 }')),
    ],
  },
  'kube-linter:privileged-ports': {
    speaks: [
      pod(ports('[{ containerPort: 80 }]')),
      deployment(ports('[{ containerPort: 1023 }]')),
      cronJob(ports('[{ containerPort: 8080 }, { containerPort: 443 }]')),
      pod(inInit('ports: [{ containerPort: 1 }]')),
    ],
    silent: [
      pod(container()),
      deployment(ports('[{ containerPort: 1024 }]')),
      cronJob(ports('[{ containerPort: 8080, hostPort: 80 }]')),
      workload('v1', 'PodTemplate', ports('[{ containerPort: 80 }]')),
    ],
  },
  'trivy:KSV-0117': {
    speaks: [
      pod(ports('[{ containerPort: 80 }]')),
      deployment(ports('[{ containerPort: 1023 }]')),
      cronJob(ports('[{ containerPort: 8080 }, { containerPort: 443 }]')),
      pod(inInit('ports: [{ containerPort: 1 }]')),
    ],
    silent: [
      pod(container()),
      deployment(ports('[{ containerPort: 1024 }]')),
      cronJob(ports('[{ containerPort: 8080, hostPort: 80 }]')),
    ],
  },
  'kubescape:C-0062': {
    speaks: [
      pod(container('command: [sudo, /app]')),
      deployment(container('command:\n  - /usr/bin/sudo\n  - -E\n  - /app')),
      cronJob(container('command: [sh, -c, "sudo /app && true"]')),
    ],
    silent: [
      pod(container('command: [/app]')),
      deployment(container('args: [sudo]')),
      cronJob(container()),
      pod(inInit('command: [sudo, a]')),
    ],
    differs: [{ text: pod(container('command: [pseudo-server]')), speaks: false, because: 'the word is another' }],
  },
};
