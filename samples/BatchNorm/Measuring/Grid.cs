namespace BatchNormExperiments;

/// <summary>Rows as a matrix.</summary>
internal static class Grid
{
    public static double[,] Of(double[][] rows)
    {
        var grid = new double[rows.Length, rows[0].Length];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < rows[row].Length; column++)
            {
                grid[row, column] = rows[row][column];
            }
        }

        return grid;
    }
}
