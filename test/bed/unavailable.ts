/** A part of the test bed that cannot run on this machine, with the reason. With CI=true callers let it fail the test. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/** Runs `start`; where the part cannot run here: undefined, so that tests skip. With CI=true it throws instead. */
export async function orSkip<Part>(start: () => Promise<Part>): Promise<Part | undefined> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof Unavailable && process.env['CI'] !== 'true') return undefined;
    throw error;
  }
}
