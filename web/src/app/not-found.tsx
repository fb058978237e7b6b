import { Link } from 'wouter'
import { PaneMessage } from '../ui/pane-message.tsx'

/** For an address that means nothing. */
export function NotFound({ home }: { home: string }) {
  return (
    <main className='lone-pane'>
      <PaneMessage title='There is no such page'>
        <p>The address may be cut off or out of date.</p>
        <Link href={home} className='button'>Go to the inbox</Link>
      </PaneMessage>
    </main>
  )
}
