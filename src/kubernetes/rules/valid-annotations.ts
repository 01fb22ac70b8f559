import { at } from '../fields.ts';
import { isApiObject, isBuiltIn } from '../admission/built-in.ts';
import { annotationFaults, podAnnotationFaults } from '../admission/metadata.ts';
import { objectRule } from '../rule-kinds.ts';

export const validAnnotations = objectRule({
  id: 'valid-annotations',
  title: 'Write keys of annotations as the API server allows',
  severity: 'error',
  aliases: [],
  why: 'The key of an annotation is a name of at most 63 characters, behind a domain and one `/` or not; its value may be any text, but all of them together at most 256 KiB.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  annotations:\n    «example.com/team/owner»: shop\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  annotations:\n    example.com/team-owner: shop\n',
    },
  ],
  *check({ manifest, pod }) {
    if (!isApiObject(manifest)) return;
    const own = at(manifest.root, 'metadata');
    yield* annotationFaults(at(own, 'annotations'));
    if (!pod || !isBuiltIn(manifest)) return;
    const ofPod = at(pod.metadata, 'annotations');
    if (pod.metadata !== own) yield* annotationFaults(ofPod);
    yield* podAnnotationFaults(ofPod);
  },
});
