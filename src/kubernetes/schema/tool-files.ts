import type { Manifest } from '../model.ts';

/** API versions of files that look like objects and that only tools read. */
const TOOLS =
  /^(?:skaffold|(?:kustomize\.config|kubeadm|kubelet\.config|kubeproxy\.config|kubescheduler\.config|apiserver\.config|client\.authentication)\.k8s\.io|kind\.x-k8s\.io|ctlptl\.dev|chainsaw\.kyverno\.io|kuttl\.dev)\/v\d/;

/** Whether no API server ever gets the object: a kubeconfig, a kustomization, a chart's own file. */
export function isToolFile({ apiVersion, kind }: Manifest): boolean {
  return TOOLS.test(apiVersion) || (/^v\d$/.test(apiVersion) && (kind === 'Config' || kind === 'Chart'));
}
