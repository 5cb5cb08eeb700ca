import type { FastifyInstance } from 'fastify';
import { badInput } from '../services/shared/errors.ts';

/**
 * What Node decides by itself, before there is a request that could be answered as all others are: a request has to
 * name its host, and one that expects what nobody has heard of is answered as any other.
 * @see RFC 9112 (2022), section 3.2; RFC 9110 (2022), section 10.1.1
 */
export function addHostRule(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { httpVersion, headers } = request.raw;
    if (httpVersion === '1.1' && headers.host === undefined) done(badInput('The request names no host.'));
    else done();
  });
  app.server.on(
    'checkExpectation',
    (request, response) => void app.server.emit('request', request, response),
  );
}
