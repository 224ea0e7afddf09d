using StaticNet.Kernels;
using StaticNet.Tests.Training;

namespace StaticNet.Tests.Kernels.Threads;

/// <summary>The team that shares training steps. Alone in the process, since there is but one.</summary>
[Collection(nameof(Unshared))]
public sealed class TeamTests
{
    public static TheoryData<int> Counts => [1, 2, 3, 5, 9];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Every_unit_has_one_owner_and_owners_are_in_order(int count)
    {
        using Team team = Team.Borrow(count);
        for (int units = 0; units < 20; units++)
        {
            var owners = new int[units];
            int panels = units;
            team.Run(
                new Work(worker =>
                {
                    for (int unit = worker.First(panels); unit < worker.End(panels); unit++)
                    {
                        owners[unit] += 1 + worker.Index;
                    }
                }),
                count);
            Assert.Equal(owners.Order(), owners);
            Assert.All(owners, owner => Assert.InRange(owner, 1, count));
            Assert.True(units == 0 || owners[0] == 1, "The first worker owns the first unit.");
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void What_was_written_before_a_meeting_is_read_after_it(int count)
    {
        const int Meetings = 300;
        using Team team = Team.Borrow(count);
        var written = new int[count];
        var wrong = new int[count];
        var work = new Work(worker =>
        {
            for (int meeting = 1; meeting <= Meetings; meeting++)
            {
                written[worker.Index]++;
                worker.Meet();
                for (int other = 0; other < count; other++)
                {
                    wrong[worker.Index] += written[other] % Meetings == meeting % Meetings ? 0 : 1;
                }

                worker.Meet();
            }
        });
        for (int run = 0; run < 20; run++)
        {
            team.Run(work, count);
        }

        Assert.All(wrong, static errors => Assert.Equal(0, errors));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_of_any_worker_comes_out_once_and_releases_the_others(int failing)
    {
        const int Count = 5;
        using Team team = Team.Borrow(Count);
        for (int run = 0; run < 50; run++)
        {
            int ended = 0;
            var thrown = new InvalidOperationException($"{run}");
            var work = new Work(worker =>
            {
                try
                {
                    worker.Meet();
                    if (worker.Index == failing)
                    {
                        throw thrown;
                    }

                    worker.Meet();
                }
                finally
                {
                    Interlocked.Increment(ref ended);
                }
            });
            Assert.Same(thrown, Assert.Throws<InvalidOperationException>(() => team.Run(work, Count)));
            Assert.Equal(Count, ended);
        }

        int sum = 0;
        team.Run(new Work(worker => Interlocked.Add(ref sum, worker.Index)), Count);
        Assert.Equal(10, sum);
    }

    [Fact]
    public void If_all_fail_one_exception_comes_out()
    {
        using Team team = Team.Borrow(3);
        Assert.Throws<InvalidOperationException>(
            () => team.Run(new Work(static worker => throw new InvalidOperationException($"{worker.Index}")), 3));
    }

    [Fact]
    public void A_team_in_use_leaves_others_alone()
    {
        using (Team team = Team.Borrow(3))
        {
            Assert.Equal(3, team.Count);
            using Team other = Team.Borrow(3);
            Assert.Equal(1, other.Count);
        }

        using Team again = Team.Borrow(2);
        Assert.Equal(2, again.Count);
    }

    [Fact]
    public void Parked_helpers_wake()
    {
        using Team team = Team.Borrow(4);
        for (int run = 0; run < 20; run++)
        {
            Thread.Sleep(run % 5);
            int sum = 0;
            team.Run(
                new Work(worker =>
                {
                    Interlocked.Add(ref sum, worker.Index);
                    worker.Meet();
                }),
                4);
            Assert.Equal(6, sum);
        }
    }

    [Fact]
    public void Runs_allocate_nothing_on_any_thread()
    {
        const int Count = 3;
        const int Runs = 200;
        var first = new long[Count];
        var last = new long[Count];
        int run = 0;
        var work = new Work(worker =>
        {
            worker.Meet();
            worker.Meet();
            (run == 1 ? first : last)[worker.Index] = GC.GetAllocatedBytesForCurrentThread();
        });
        using Team team = Team.Borrow(Count);
        for (run = 1; run <= Runs; run++)
        {
            team.Run(work, Count);
            if (run % 50 == 0)
            {
                Thread.Sleep(2);
            }
        }

        Assert.Equal(first, last);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Team.LargestCount + 1)]
    public void A_count_out_of_range_is_refused(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => Team.Borrow(count));

    private sealed class Work(Action<Worker> run) : ITeamWork
    {
        public void Run(Worker worker) => run(worker);
    }
}
