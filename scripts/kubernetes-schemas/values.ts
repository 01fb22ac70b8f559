/** Values that the API server insists on, where its description does not list them. By `group.version.Type.property`. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  'meta.v1.LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'meta.v1.FieldSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'autoscaling.v2.MetricSpec.type': ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'],
  'autoscaling.v2.MetricTarget.type': ['Utilization', 'Value', 'AverageValue'],
  'autoscaling.v2.HPAScalingRules.selectPolicy': ['Max', 'Min', 'Disabled'],
  'autoscaling.v2.HPAScalingPolicy.type': ['Pods', 'Percent'],
  'core.v1.VolumeMount.recursiveReadOnly': ['Disabled', 'IfPossible', 'Enabled'],
  'core.v1.ContainerResizePolicy.restartPolicy': ['NotRequired', 'RestartContainer'],
  'core.v1.PodOS.name': ['linux', 'windows'],
  'storage.v1.CSIDriverSpec.fsGroupPolicy': ['ReadWriteOnceWithFSType', 'File', 'None'],
  'storage.v1.CSIDriverSpec.volumeLifecycleModes': ['Persistent', 'Ephemeral'],
  'apiextensions.v1.CustomResourceDefinitionSpec.scope': ['Cluster', 'Namespaced'],
  'apiextensions.v1.CustomResourceConversion.strategy': ['None', 'Webhook'],
};

/** What text properties may hold, read from the API server's generated Go code; keys as in `MORE`. */
export function valuesIn(code: string): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>(Object.entries(MORE));
  let type = '';
  let property = '';
  for (const line of code.split('\n')) {
    const [, name] = /^func schema_(?:k8sio_api|pkg_apis|apis|pkg)_(\w+)\(/.exec(line) ?? [];
    if (name !== undefined) type = name.replace(/_(v\d\w*)_/, '.$1.').replaceAll('_', '.');
    property = /^\t+"([\w$]+)": \{$/.exec(line)?.[1] ?? property;
    const [, list] = /^\t+Enum:\s+\[\]interface\{\}\{(.*)\},$/.exec(line) ?? [];
    if (list !== undefined) {
      values.set(`${type}.${property}`, [...list.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value).sort());
    }
  }
  return values;
}

/** `core.v1.Pod` for `io.k8s.api.core.v1.Pod`. */
export function shortName(name: string): string {
  return name.split('.').slice(-3).join('.');
}
