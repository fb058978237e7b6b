/** Says that one pane could not be loaded; the others go on. */
export function PaneError({ what, onRetry }: { what: string; onRetry: () => unknown }) {
  return (
    <div className='pane-message' role='alert'>
      <h2>{what} can’t be loaded</h2>
      <p>The connection may be down. Nothing is lost; try again in a moment.</p>
      <button type='button' className='button' onClick={() => onRetry()}>Retry</button>
    </div>
  )
}
