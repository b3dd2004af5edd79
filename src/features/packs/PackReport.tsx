import { useQuery } from '@tanstack/react-query';
import { reportQuery } from '../../engine/packReport';
import { FiguresTable } from '../../ui/FiguresTable';
import { boundText, figureText } from './report';

/** What was measured of the pack, as its report says it. */
export function PackReport({ url }: { readonly url: string | null }) {
  const { data: report } = useQuery(reportQuery(url));
  if (!report) return <p>The pack comes without a report.</p>;
  return (
    <FiguresTable label="Figures of the report" columns={['Figure', 'Value', 'n', 'Aim', 'Floor']}>
      <tbody>
        {Object.entries(report.metrics).map(([name, { value, n, aim }]) => (
          <tr key={name}>
            <th scope="row">{aim?.meaning ?? name}</th>
            <td className="readout">{figureText(value, aim?.percent ?? false)}</td>
            <td className="readout">{n}</td>
            <td className="readout">{aim ? boundText(value, aim.reach, aim) : '–'}</td>
            <td className="readout">{aim ? boundText(value, aim.floor, aim) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </FiguresTable>
  );
}
