/**
 * Grey bars in the shape of what is loading. Invisible for the first 150 ms (by CSS), so that a
 * quick load doesn't flash.
 */
export function Skeleton(
  { shape, count }: { shape: 'row' | 'bubble' | 'card' | 'line'; count: number },
) {
  return (
    <div className={`skeleton skeleton-${shape}s`} role='status' aria-label='Loading'>
      {Array.from({ length: count }, (_, index) => <div key={index} className={`bone ${shape}`} />)}
    </div>
  )
}
