import type { DeliveryRecord } from '../state/simulator-state.ts'

/** A delivery as the control API shows it: without its body. */
export function describeDelivery(delivery: DeliveryRecord) {
  const { id, kind, account, summary, state, attempts, createdAt, nextAttemptAt } = delivery
  return {
    id,
    kind,
    account,
    summary,
    attempts,
    status: delivery.lastStatus,
    error: delivery.lastError,
    state,
    delivered: state === 'delivered',
    createdAt,
    nextAttemptAt,
  }
}
