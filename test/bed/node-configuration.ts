import { PAUSE_IMAGE } from './container-image.ts';
import type { Addresses } from './subnets.ts';

/** For containerd as a runtime of pods; `folder` is the machine's. */
export function containerdConfiguration(folder: string): string {
  return [
    'version = 2',
    'root = "/var/lib/containerd"',
    'state = "/run/containerd"',
    '[grpc]',
    `address = "${folder}/containerd.sock"`,
    '[plugins."io.containerd.grpc.v1.cri"]',
    `sandbox_image = "${PAUSE_IMAGE}"`,
    // Where the bed itself may not lower it (in a container, say), no pod could start.
    'restrict_oom_score_adj = true',
    '[plugins."io.containerd.grpc.v1.cri".cni]',
    'bin_dir = "/usr/lib/cni"',
    `conf_dir = "${folder}/cni"`,
    '[plugins."io.containerd.grpc.v1.cri".registry]',
    `config_path = "${folder}/registries"`,
    '',
  ].join('\n');
}

/** hosts.toml: pulls of `host` go to `address`, because the node's loopback is not this machine's. */
export function registryMirror(host: string, address: string): string {
  return `server = "http://${host}"\n[host."http://${address}"]\ncapabilities = ["pull", "resolve"]\n`;
}

/** A CNI network: one bridge, no way out but to this machine. */
export function podNetwork({ pods, podGateway }: Addresses): string {
  const ipam = {
    type: 'host-local',
    ranges: [[{ subnet: pods, gateway: podGateway }]],
    routes: [{ dst: '0.0.0.0/0' }],
  };
  const plugins = [
    { type: 'bridge', bridge: 'pods', isGateway: true, ipMasq: false, hairpinMode: true, ipam },
    { type: 'portmap', capabilities: { portMappings: true } },
  ];
  return JSON.stringify({ cniVersion: '0.4.0', name: 'pods', plugins });
}

/** For a kubelet that only the bed can reach. JSON is YAML. */
export function kubeletConfiguration(folder: string, cgroup: string): string {
  return JSON.stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${cgroup}`,
    containerRuntimeEndpoint: `unix://${folder}/containerd.sock`,
    failCgroupV1: false,
    failSwapOn: false,
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    serializeImagePulls: false,
    nodeStatusUpdateFrequency: '5s',
  });
}
