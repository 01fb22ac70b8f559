import { entries, textAt, at } from '../fields.ts';
import { replaceValue, setField } from '../edit.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { APPARMOR_ANNOTATION, appArmorProfile as appArmorCheck } from '../pod-security/profiles.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

export const apparmorProfile = podRule({
  id: 'apparmor-profile',
  title: 'Do not turn AppArmor off',
  severity: 'warning',
  aliases: ['trivy:KSV-0002', 'psa:appArmorProfile'],
  why: 'On nodes with AppArmor the runtime’s profile keeps a container from mounting, from writing to most of `/proc` and `/sys` and from tracing its neighbours. `Unconfined` lifts all of it; a container that says nothing has the runtime’s profile.',
  examples: [
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      appArmorProfile:\n        type: «Unconfined»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      appArmorProfile:\n        type: RuntimeDefault\n',
      fixed: true,
    },
    {
      bad: 'securityContext: { appArmorProfile: { type: «Unconfined» } }\ncontainers: [{ name: app }]\n',
      good: 'securityContext: { appArmorProfile: { type: Localhost, localhostProfile: strict } }\ncontainers: [{ name: app }]\n',
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    const annotations = entries(at(pod.metadata, 'annotations')).filter(({ key }) =>
      key.startsWith(APPARMOR_ANNOTATION),
    );
    for (const { container, field } of appArmorCheck.violations(pod, target)) {
      if (!field || annotations.some(({ value }) => value === field)) continue;
      const place = field;
      const type = textAt(place) ?? '';
      yield {
        start: place.start,
        end: place.end,
        message: container
          ? ['`{0}` has the AppArmor profile `{1}`', container.name, type]
          : ['The pod has the AppArmor profile `{0}`', type],
        aliases: heardOf(manifest, ['psa:appArmorProfile'], container?.kind),
        fixes: hardening(
          ['Set the AppArmor profile `RuntimeDefault` (the program must not need what it forbids)'],
          setField(
            file.text,
            container?.field ?? pod.spec,
            ['securityContext', 'appArmorProfile', 'type'],
            'RuntimeDefault',
          ),
        ),
      };
    }
    for (const { key, value } of annotations) {
      const profile = textAt(value) ?? '';
      const name = key.slice(APPARMOR_ANNOTATION.length);
      const isNamed = pod.containers.some((one) => one.kind !== 'ephemeral' && one.name === name);
      const isConfined = profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/');
      const claims = [
        ...(isNamed && profile !== 'runtime/default' ? ['trivy:KSV-0002'] : []),
        ...(isConfined ? [] : ['psa:appArmorProfile']),
      ];
      if (claims.length === 0) continue;
      yield {
        start: value.start,
        end: value.end,
        message: ['`{0}` has the AppArmor profile `{1}`', name, profile],
        aliases: heardOf(manifest, claims),
        ...(isConfined ? { severity: 'hint' as const } : {}),
        fixes: hardening(
          ['Set the AppArmor profile `runtime/default` (the program must not need what it forbids)'],
          replaceValue(file.text, value, 'runtime/default'),
        ),
      };
    }
  },
});
