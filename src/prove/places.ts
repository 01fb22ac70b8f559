import type { ProofId, ProofPlace, ProofRequest } from './types.ts';

/** The line that is responsible for a claim, whether it holds or not; a step that says a place of its own knows better. */
export function responsiblePlace(
  id: ProofId,
  { ports, probes, places }: Pick<ProofRequest, 'ports' | 'probes' | 'places'>,
): ProofPlace | undefined {
  const { main, finalStage } = places;
  const port = ports.find((one) => one.place)?.place;
  switch (id) {
    case 'build':
    case 'content':
    case 'size':
      return finalStage;
    case 'user':
      return places.user ?? finalStage;
    case 'start':
      return main;
    case 'listen':
      return port ?? main;
    case 'health':
      return probes.find((one) => one.place)?.place ?? port ?? main;
    case 'writes':
      return places.volumes ?? main;
    case 'stop':
      return places.shutdown ?? main;
  }
}
