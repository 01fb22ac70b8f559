import { at, valueAt } from '../fields.ts';
import { fieldPlace } from '../field-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const autoscalerRange = objectRule({
  id: 'autoscaler-range',
  kinds: ['HorizontalPodAutoscaler'],
  title: 'Let the autoscaler scale',
  severity: 'warning',
  aliases: ['polaris:hpaMaxAvailability'],
  why: 'With `maxReplicas` at `minReplicas` there is nothing to scale between, whatever the load; the API server refuses a maximum below the minimum.',
  examples: [
    {
      bad: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { minReplicas: 3, maxReplicas: «3» }\n',
      good: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { minReplicas: 3, maxReplicas: 4 }\n',
    },
    {
      bad: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { minReplicas: 5, maxReplicas: «3» }\n',
      good: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { maxReplicas: 1 }\n',
    },
  ],
  *check({ manifest }) {
    const most = at(manifest.root, 'spec', 'maxReplicas');
    const maximum = valueAt(most);
    const minimum = valueAt(manifest.root, 'spec', 'minReplicas');
    if (typeof maximum === 'string' || typeof minimum === 'string') return;
    const tooFew = typeof minimum === 'number' && minimum < 1;
    const none = typeof maximum !== 'number' || maximum < 1;
    const narrow = typeof minimum === 'number' && typeof maximum === 'number' && minimum > 0 && maximum <= minimum;
    if (!tooFew && !none && !narrow) return;
    yield {
      ...fieldPlace(tooFew ? at(manifest.root, 'spec', 'minReplicas') : most, manifest),
      message: narrow
        ? ['`{0}` cannot scale: its minimum is {1} and its maximum {2}', manifest.name, minimum, maximum]
        : none
          ? ['`{0}` cannot scale: it has no maximum', manifest.name]
          : ['`{0}` may leave no pod at all', manifest.name],
      // To nothing and back is what some want.
      ...(tooFew && !narrow && !none ? { severity: 'hint' as const } : {}),
    };
  },
});
