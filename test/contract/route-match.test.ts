import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCatchAll, mayServe } from '../../src/contract/route-match.ts';

describe('a route serves a path', () => {
  const serves: readonly [pattern: string, path: string][] = [
    ['/healthz', '/healthz'],
    ['GET /healthz', '/healthz'],
    ['example.com/healthz', '/healthz'],
    ['/healthz', '/healthz?full=1'],
    ['/orders/{id}', '/orders/7'],
    ['/orders/{id:[0-9]+}', '/orders/7'],
    ['/orders/:id', '/orders/7'],
    ['/static/*filepath', '/static/a/b.css'],
    ['/static/{path...}', '/static/a/b.css'],
    ['/api/*', '/api/x'],
    ['/api/', '/api/v1/x'],
    ['/', '/anything'],
    ['/*', '/anything'],
    ['/{$}', '/'],
    ['/files/report-{id}', '/files/report-7'],
  ];
  for (const [pattern, path] of serves) {
    it(`${pattern} serves ${path}`, () => {
      assert.equal(mayServe(pattern, path), true);
    });
  }

  const refuses: readonly [pattern: string, path: string][] = [
    ['/healthz', '/health'],
    ['/healthz', '/healthz/deep'],
    ['/a/b', '/a'],
    ['/{$}', '/x'],
    ['/orders/{id}', '/orders'],
    ['/files/report-{id}', '/files/other'],
    ['', '/x'],
  ];
  for (const [pattern, path] of refuses) {
    it(`${pattern} does not serve ${path}`, () => {
      assert.equal(mayServe(pattern, path), false);
    });
  }

  it('knows patterns that answer for everything', () => {
    assert.deepEqual(['/', '/*', '/{path...}', '/healthz', '/api/', '/:any'].map(isCatchAll), [
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});
