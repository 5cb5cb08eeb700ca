import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../services/shared/caller.ts';
import { AppError } from '../services/shared/errors.ts';
import { isPromise, type PromiseOrValue, whenReady } from '../services/shared/promise-or-value.ts';
import { quotaHeaders } from './quota.http.ts';
import { sessionOf } from './session.http.ts';
import type { Sessions } from './session.ts';
import { shareOf } from './share.ts';
import { type HandedOver, handedOver } from './short-way/handed-over.ts';
import { anonymousAt, type Identities, identify } from './stages/identify.ts';
import { type QuotaState, type Quotas, rateLimited } from './stages/quota.ts';
import { failureTier } from './stages/token.errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** FREE takes nothing of the caller's quota; SHOWN tells where it stands and is never refused. Else one unit. */
    quota?: 'FREE' | 'SHOWN';
  }
}

export type AdmissionParts = { sessions: Sessions; identities: Identities; quotas: Quotas };

/**
 * Finds out who asks and takes one unit of its quota, before anything of the request is read.
 * @throws (to the error answers) AppError UNAUTHENTICATED for what is not believed, RATE_LIMITED
 */
export function addAdmission(app: FastifyInstance, { sessions, identities, quotas }: AdmissionParts): void {
  function admit(request: FastifyRequest, reply: FastifyReply): PromiseOrValue<void> {
    const { context, headers, ip } = request;
    const show = (state: QuotaState) => void reply.headers(quotaHeaders(state));
    const before = handedOver(request.raw);
    if (before) return admitAsked(before);
    return whenReady(identified(), admitCaller);

    function identified(): PromiseOrValue<Caller> {
      try {
        const caller = identify(identities, headers, ip, sessionOf(headers, sessions));
        return isPromise(caller) ? caller.catch(refuse) : caller;
      } catch (error) {
        return refuse(error);
      }
    }

    /** Guessing costs the address units of its own, whoever else asks from there. */
    function refuse(error: unknown): PromiseOrValue<never> {
      const isGuess = error instanceof AppError && error.code === 'UNAUTHENTICATED';
      if (!isGuess || quotas.isExempt(ip)) throw error;
      return whenReady(quotas.take(anonymousAt(ip), 1, failureTier(error)), (state) => {
        show(state);
        throw state.allowed ? error : rateLimited(state);
      });
    }

    function admitCaller(caller: Caller): PromiseOrValue<void> {
      context.caller = caller;
      const { quota } = request.routeOptions.config;
      if (quota === 'FREE' || quotas.isExempt(ip)) return;
      if (quota === 'SHOWN') return whenReady(quotas.peek(caller), show);
      context.share = shareOf(quotas, () => context.caller, show);
      return context.share.take(1);
    }

    /** Who asks is known, and the unit was asked for. */
    function admitAsked({ caller, state }: HandedOver): void {
      context.caller = caller;
      if (state) context.share = shareOf(quotas, () => context.caller, show, state);
    }
  }

  app.addHook('onRequest', (request, reply, done) => {
    try {
      const admitted = admit(request, reply);
      if (isPromise(admitted)) admitted.then(() => done(), done);
      else done();
    } catch (error) {
      done(error as Error);
    }
  });
}
