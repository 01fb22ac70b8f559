import { request } from 'node:https';

/** The status of an HTTPS address of the bed, whose certificates are made a moment ago. */
export async function httpsStatus(url: string, token?: string): Promise<number | undefined> {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const call = request(url, { headers, rejectUnauthorized: false, agent: false, timeout: 5000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    call.on('timeout', () => call.destroy());
    call.on('error', reject);
    call.end();
  });
}
