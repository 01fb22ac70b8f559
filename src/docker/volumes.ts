import { callEngine, type Engine } from './connect.ts';

/** Makes an empty volume and gives its name; whoever asked for it removes it. */
export async function createVolume(engine: Engine, signal?: AbortSignal): Promise<string> {
  const { name } = await callEngine(engine, signal, (docker) => docker.createVolume({}));
  return name;
}

export async function removeVolume(engine: Engine, name: string): Promise<void> {
  await callEngine(engine, undefined, (docker) => docker.getVolume(name).remove());
}
