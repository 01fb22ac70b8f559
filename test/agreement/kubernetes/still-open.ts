/** Of those, the ones without texts yet: whoever adds them deletes the line. */
export const STILL_OPEN: readonly string[] = `
  kube-linter:invalid-target-ports
  kube-linter:mismatching-selector
  kube-score:container-ports-check
  kube-score:deployment-pod-selector-labels-match-template-metadata-labels
  kube-score:label-values
  kube-score:statefulset-pod-selector-labels-match-template-metadata-labels
  kubescape:C-0038
  kubescape:C-0296
`
  .trim()
  .split(/\s+/);
