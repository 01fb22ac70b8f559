/** Rules that what we write does not please with --enable-all, each for its reason; all are off by default, or about the source. */
export const EXPLAINED: Readonly<Record<string, string>> = {
  'listens-on-loopback': 'a source that listens on loopback and has no setting for it stays broken until it is changed',
  healthcheck: 'Kubernetes ignores HEALTHCHECK, and the manifests have probes',
  'definition-description': 'comments tell a reader why, not what an argument is',
  'tests-in-build': 'where tests run is the team’s choice, and many need a database beside them',
  'no-privileged-ports': 'the port is the one that the source listens on',
  'explicit-namespace':
    'the namespace is the choice of whoever deploys: `kubectl -n`, an overlay or the current context',
  'secret-with-manifests': 'the values of its Secret are known to whoever deploys, and are not written into a file',
  'network-policy-for-pods': 'whom the pods may talk to is known to whoever runs the cluster',
  'disruption-budget-for-replicas': 'how many pods must stay is the choice of whoever runs the cluster',
  'secret-from-env': 'the program reads its secrets from the environment, and only its source can change that',
  'secret-like-config': 'it reports what peers take for a secret or a passport number, such as `PORT: "8080"`',
};
